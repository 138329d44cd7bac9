"""A flow as a picture: where everything is, worked out step by step.

Each state has a lane (`lanes`), each way a line or words (`plan`). Boxes are as high as
what they say (`boxes`), stand below and beside each other (`stack`, `beside`), and what
lies between lanes runs in tracks (`traffic`, `gutters`). All of it has a place then
(`arrange`), and is put together with its title and legend (`compose`) to a `scene`.
"""
