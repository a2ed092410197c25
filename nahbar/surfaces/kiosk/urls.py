"""Addresses of the terminal: its screens for people, and what the program beside its devices talks to."""

from django.urls import URLPattern, URLResolver, path

from nahbar.surfaces.kiosk import checkin, machine, pages, setup, sound, views

app_name = "kiosk"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.show, name="home"),
    path("anfangen", views.begin, name="begin"),
    path("code", views.code, name="code"),
    path("bild", pages.frame, name="frame"),
    path("jahr", views.year, name="year"),
    path("papier", views.paper, name="paper"),
    path("zurueck", views.back, name="back"),
    path("lesen", views.scan, name="scan"),
    path("seite/<int:nr>.jpg", pages.picture, name="page"),
    path("seite/<int:nr>/drehen", pages.turn, name="turn"),
    path("seite/<int:nr>/loeschen", pages.drop, name="drop"),
    path("senden", views.submit, name="submit"),
    path("anmelden", checkin.show, name="check_in"),
    path("anmelden/bild", checkin.frame, name="check_in_frame"),
    path("anmelden/nummer", checkin.number, name="check_in_number"),
    path("anmelden/<str:token>", checkin.done, name="checked_in"),
    path("hilfe", views.call, name="help"),
    path("noch-da", views.still_there, name="still_there"),
    path("gehen", views.go, name="go"),
    path("ende", views.end, name="end"),
    path("stand", views.state, name="state"),
    path("ton/<str:token>.wav", sound.sound, name="sound"),
    path("einrichten", setup.setup, name="setup"),
    path("vorfuehrung", setup.demo, name="demo"),
    path("bildschirm/<str:token>", setup.screen_of, name="screen"),
    path("geraet/auftrag", machine.next_order, name="next_order"),
    path("geraet/auftrag/<uuid:auftrag_id>/seite/<int:nr>", machine.page, name="machine_page"),
    path("geraet/auftrag/<uuid:auftrag_id>/ende", machine.end, name="machine_end"),
    path("geraet/auftrag/<uuid:auftrag_id>/druck.pdf", machine.print_file, name="machine_print"),
    path("geraet/bildschirm", machine.screen, name="machine_screen"),
]
