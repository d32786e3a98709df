extension State {
  mutating func imageLoaded(_ index: Int, _ image: LoadedImage) -> [Effect] {
    guard images.indices.contains(index) else { return [] }
    images[index].status = .loaded(image)
    forgetFarImage()
    guard index == imageIndex else { return [] }
    if let damage = image.damage { complain("\(images[index].path): the file is \(damage)") }
    return useCurrentImage()
  }

  /// Gives up the photo that is the farthest away where there are too many.
  private mutating func forgetFarImage() {
    let loaded = images.indices.filter { images[$0].loaded != nil }
    guard loaded.count > ImageEntry.mostLoaded else { return }
    let farthest = loaded.max { abs($0 - imageIndex) < abs($1 - imageIndex) }
    if let farthest { images[farthest].status = .pending }
  }

  mutating func imageFailed(_ index: Int, _ reason: String) {
    guard images.indices.contains(index) else { return }
    // An image that the session works on stays: its answer came before.
    if case .loaded = images[index].status { return }
    images[index].status = .failed(reason)
    guard index == imageIndex else { return }
    complain("\(images[index].path): \(reason)")
  }

  /// Shows another image of the command line. The selected layer and channel stay, so that two
  /// photos can be compared; an image that failed is tried again.
  mutating func selectImage(_ index: Int) -> [Effect] {
    guard images.count > 1 else {
      return refuse(images.isEmpty ? "no image is open" : "there is only one image")
    }
    guard images.indices.contains(index) else {
      return refuse(index < 0 ? "this is the first image" : "this is the last image")
    }
    let cancellation: [Effect] = isBusy ? [.session(.cancel)] : []
    imageIndex = index
    (why.rival, why.truth) = (nil, nil)
    resetPass()
    switch images[index].status {
    case .loaded: return cancellation + useCurrentImage()
    case .loading: return cancellation
    case .pending, .failed:
      images[index].status = .loading
      return cancellation + [.loadImage(index: index)]
    }
  }

  /// Runs the pass with the photo prepared another way: a wrong one is the commonest mistake.
  mutating func turnPreprocessing() -> [Effect] {
    model.turnPreprocessing()
    guard let preprocessing = model.weights?.preprocessing else {
      return refuse("there are no weights")
    }
    let effects = loadedImage == nil ? [] : useCurrentImage()
    say("preprocessing \(preprocessing)")
    return effects
  }

  /// Hands the image to the session and runs at once. The selection goes along on the first pass
  /// and in slow motion.
  private mutating func useCurrentImage() -> [Effect] {
    let isFirst = pass.generation == 0
    let cancellation: [Effect] = isBusy ? [.session(.cancel)] : []
    resetPass()
    // A lesson says itself what is looked at.
    if isFirst || slowMotion > 0, lesson.shownStep == nil { follow() }
    return cancellation
      + [.useImage(index: imageIndex, generation: pass.generation)]
      + run(upTo: network.layers.count, pause: slowMotion, stepping: false)
  }
}
