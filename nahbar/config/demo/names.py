"""Invented people from all over, with every kind of letter of DIN 91379."""

VORNAMEN = (
    "Aylin", "Timo", "Mert", "Lara", "Zoë", "Søren", "Łukasz", "Nguyệt", "Đorđe", "Şirin", "Ümit", "Žaneta",
    "Ólafur", "Anaïs", "Małgorzata", "Jürgen", "Sabine", "Fatma", "Oleksandra", "Mykola", "Parwana", "Ḥusayn",
    "Țepeș", "Gülşen", "Jonas", "Hildegard", "Elfriede", "Piotr", "Chloé", "Ines", "Ibrahim", "Svitlana",
    "Ștefan", "Miloš", "Ľudmila", "Ġorġ", "Aino", "Þóra", "Renée", "Mehmet", "Nadija", "Yusuf", "Karin", "Uwe",
    "Mandy", "Kevin", "Chantal", "Bärbel", "Günther", "Māra",
)  # fmt: skip

NACHNAMEN = (
    "Demir", "Krüger", "Müßig-Öztürk", "Nguyễn", "Kowalczyk", "Çelik", "Đurić", "Ærøskov", "Łukasik",
    "van der Berg", "Weber", "O’Sullivan", "Schmidt", "Ţurcanu", "Ševčenko-Bauer", "Yılmaz", "Groß",
    "Straßburger", "Núñez", "Øveraas", "Þorsteinsson", "Zieliński", "Haßelbeck", "Abdulḥamīd", "Hakimi",
    "Melnyk", "García Muñoz", "Köhler", "Lindqvist", "Ďurica", "Horváth", "Öz", "Fischer", "Meyer", "Schulte",
    "Große-Wilde", "Vasić", "Ibragimović", "Bērziņš", "Petrauskaitė", "Kırıkkaya", "Schäfer", "Vogt",
    "Heinrichs", "Tschö", "Ő. Nagy", "D’Angelo", "Müller", "Jansen", "Terhaar",
)  # fmt: skip

STRASSEN = (
    "Südstraße", "Nordring", "Gartenweg", "Am Kirchplatz", "Bahnhofstraße", "Mühlenweg", "Lindenallee",
    "Schützenstraße", "Große Bäckerstraße", "Ährenweg", "Öddingser Weg", "Kolpingstraße",
)  # fmt: skip
