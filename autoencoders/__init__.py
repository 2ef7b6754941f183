"""Autoencoders and a variational autoencoder of handwritten digits, trained and trainable.

    import autoencoders as ae

    model = ae.load("conv-10")
    model.reconstruct(ae.load_dataset("mnist").test_images[:8])

Everything takes and gives NumPy arrays. TensorFlow is imported only by who trains, exports to Keras, or downloads a data set.
"""

from .digits.datasets import Dataset, DatasetError, load_dataset
from .digits.noise import add_noise
from .digits.picture import Digit, PictureError, Step, digit_from_drawing, digit_from_picture
from .export import to_keras
from .models import VAE, Autoencoder, Model
from .principal import principal_components
from .recipes import ASSIGNMENT, CONVERGED, Recipe
from .scores import metrics
from .training import Progress, Trainer, TrainingDiverged
from .variants import VARIANTS, Variant, variant
from .weights import WeightsError, card, load

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
    "digit_from_drawing",
    "digit_from_picture",
    "load",
    "load_dataset",
    "metrics",
    "principal_components",
    "to_keras",
    "variant",
]
