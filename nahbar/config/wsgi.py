"""The WSGI application that granian serves."""

import os

from django.core.wsgi import get_wsgi_application

from nahbar.config.doorkeeper import Doorkeeper

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nahbar.config.settings")
application = Doorkeeper(get_wsgi_application())
