"""PyTorch at the three systems: the usual loop over a batch, a loss, a backward pass and a step of the optimizer."""

import shutil

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from .peers import BATCH, SYSTEMS, Steps


class Same(nn.Module):
    """A stride-2 convolution with Keras's `same` padding: below and right on the way in, cut off there on the way out."""

    def __init__(self, layer: nn.Conv2d | nn.ConvTranspose2d) -> None:
        super().__init__()
        self.layer = layer

    def forward(self, x: Tensor) -> Tensor:
        if isinstance(self.layer, nn.Conv2d):
            padded: Tensor = self.layer(functional.pad(x, (0, 1, 0, 1)))
            return padded
        grown: Tensor = self.layer(x)
        return grown[:, :, :-1, :-1]


def networks(system: str) -> tuple[nn.Module, nn.Module]:
    """Encoder and decoder; the VAE's encoder gives mean and log-variance side by side."""
    slope = nn.LeakyReLU(0.2)
    if system == "mlp-10":
        return nn.Sequential(nn.Flatten(), nn.Linear(784, 10), slope), nn.Linear(10, 784)
    if system == "conv-10":
        encoder = [
            Same(nn.Conv2d(1, 8, 3, 2)),
            slope,
            Same(nn.Conv2d(8, 4, 3, 2)),
            slope,
            nn.Flatten(),
            nn.Linear(196, 10),
        ]
        decoder = [
            nn.Linear(10, 196),
            slope,
            nn.Unflatten(1, (4, 7, 7)),
            Same(nn.ConvTranspose2d(4, 4, 3, 2)),
            slope,
            Same(nn.ConvTranspose2d(4, 1, 3, 2)),
            nn.Flatten(),
        ]
        return nn.Sequential(*encoder), nn.Sequential(*decoder)
    encoder = [nn.Flatten(), nn.Linear(784, 512), slope, nn.Linear(512, 20)]
    return nn.Sequential(*encoder), nn.Sequential(nn.Linear(10, 512), slope, nn.Linear(512, 784))


def runner(system: str, mode: str, images: np.ndarray) -> Steps:
    """Steps of the usual loop, eager or with the loss compiled."""
    if mode == "compiled" and not (shutil.which("c++") or shutil.which("g++") or shutil.which("clang++")):
        raise RuntimeError("torch.compile needs a C++ compiler")
    torch.manual_seed(0)
    encoder, decoder = networks(system)
    parameters = [*encoder.parameters(), *decoder.parameters()]
    if SYSTEMS[system] == "adadelta":
        optimizer: torch.optim.Optimizer = torch.optim.Adadelta(parameters, lr=1.0, rho=0.95, eps=1e-7)
    else:
        optimizer = torch.optim.Adam(parameters, lr=1e-3, eps=1e-7)
    data = torch.from_numpy(images[..., 0].astype(np.float32) / 255)[:, None]

    def loss(batch: Tensor) -> Tensor:
        code, kl = encoder(batch), torch.zeros(())
        if system == "vae-10":
            mean, log_var = code.chunk(2, dim=1)
            kl = 0.5 * (log_var.exp() - log_var + mean**2 - 1).sum(dim=1).mean()
            code = mean + (0.5 * log_var).exp() * torch.randn_like(mean)
        pixels = functional.binary_cross_entropy_with_logits(decoder(code), batch.flatten(1), reduction="none")
        return pixels.sum(dim=1).mean() + kl if system == "vae-10" else pixels.mean()

    value = torch.compile(loss) if mode == "compiled" else loss

    def steps(count: int) -> None:
        for _ in range(count):
            batch = data[torch.randint(len(data), (BATCH,))]
            optimizer.zero_grad()
            value(batch).backward()
            optimizer.step()

    return steps
