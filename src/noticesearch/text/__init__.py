"""From text to terms: normalisation, segmentation, the two fields' terms, and exact matching under the digit rule."""
