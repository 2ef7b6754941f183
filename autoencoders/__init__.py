"""Autoencoders and a variational autoencoder of handwritten digits, trained and trainable.

    import autoencoders as ae

    model = ae.load("conv-10")
    model.reconstruct(ae.load_dataset("mnist").test_images[:8])

Everything takes and gives NumPy arrays. TensorFlow is imported only by who trains, exports to Keras, or downloads a data set.
"""

from . import metrics
from .data import Dataset, DatasetError, add_noise, load_dataset
from .export import to_keras
from .models import VAE, Autoencoder, Model
from .picture import Digit, PictureError, Step, digit_from_picture
from .recipes import ASSIGNMENT, CONVERGED, Recipe
from .training import Progress, Trainer, TrainingDiverged
from .zoo import VARIANTS, Variant, WeightsError, card, load, variant

__version__ = "0.1.0"

__all__ = [
    "ASSIGNMENT",
    "CONVERGED",
    "VAE",
    "VARIANTS",
    "Autoencoder",
    "Dataset",
    "DatasetError",
    "Digit",
    "Model",
    "PictureError",
    "Progress",
    "Recipe",
    "Step",
    "Trainer",
    "TrainingDiverged",
    "Variant",
    "WeightsError",
    "add_noise",
    "card",
    "digit_from_picture",
    "load",
    "load_dataset",
    "metrics",
    "to_keras",
    "variant",
]
