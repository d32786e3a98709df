"""Keras on TensorFlow as a bench server.

A compiled tf.function, which was faster than `predict_on_batch`, than a graph with its weights
frozen into constants and than XLA.
"""

import os
from importlib.metadata import version

import numpy as np

import peer

# oneDNN's kernels, at float32 also where the processor has faster bfloat16.
os.environ["TF_ENABLE_ONEDNN_OPTS"] = "1"
os.environ["ONEDNN_DEFAULT_FPMATH_MODE"] = "STRICT"


def name():
    return f"Keras {version('keras')} on TensorFlow {version('tensorflow-cpu')}"


def load(model, threads):
    import keras_graphs
    import tensorflow

    tensorflow.config.threading.set_intra_op_parallelism_threads(threads)
    tensorflow.config.threading.set_inter_op_parallelism_threads(1)
    graph = keras_graphs.build(model.architecture, model.geometry, model.size, model.weights)
    image = tensorflow.constant(model.image()[np.newaxis])
    function = tensorflow.function(
        lambda pixels: graph(pixels, training=False),
        input_signature=[tensorflow.TensorSpec(image.shape, tensorflow.float32)],
    )
    return lambda: function(image).numpy()


if __name__ == "__main__":
    peer.serve(name, load)
