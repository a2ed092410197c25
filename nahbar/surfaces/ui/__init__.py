"""The design system: layouts, components, styles and small modules that all surfaces share."""
