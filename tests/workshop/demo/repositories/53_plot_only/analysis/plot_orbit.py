"""
Draws the orbit of a planet.
"""
import matplotlib.pyplot as plt
import numpy as np

ECCENTRICITY = 0.3      # 0 is a circle
SEMI_MAJOR = 1.0        # astronomical units
STEPS = 200

t = np.linspace(0, 2 * np.pi, STEPS)
r = SEMI_MAJOR * (1 - ECCENTRICITY**2) / (1 + ECCENTRICITY * np.cos(t))
fig, ax = plt.subplots()
ax.plot(r * np.cos(t), r * np.sin(t))
ax.set_aspect("equal")
plt.show()
