from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("tenancy", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="traeger",
            name="sozialamt",
            field=models.CharField(
                blank=True,
                help_text="Name der Behörde in Schreiben zur Sozialhilfe; leer: wie der Träger",
                max_length=200,
            ),
        ),
    ]
