import gradio as gr
import numpy as np

EXAMPLES = [["examples/a.png", 0.5]]


def tint(img, amount, colour):
    target = {"red": [255, 0, 0], "blue": [0, 0, 255]}[colour]
    return (img * (1 - amount) + np.array(target) * amount).astype(np.uint8)


demo = gr.Interface(
    fn=tint,
    inputs=[gr.Image(label="Picture"), gr.Slider(0, 1, value=0.3, label="How much"), gr.Radio(["red", "blue"], value="red")],
    outputs=gr.Image(),
    title="Tint",
)


demo.launch(share=True)
