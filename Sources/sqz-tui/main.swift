print("sqz-tui")
