
import django.db.models.deletion
from collections import Counter

from django.db import migrations, models

from lagebild.text.normalize import fold


def fill_new_columns(apps, schema_editor):
    """Give wordings and editions of earlier versions what search and the lists' pages look at."""
    version_table, edition_table = (apps.get_model("lagebild_site", name) for name in ("ListingVersion", "ListEdition"))
    for edition in edition_table.objects.all():
        versions = list(edition.versions.all())
        for version in versions:
            told = (*(name["value"] for name in version.entry["names"]), version.reference, version.entity_id, version.programme)
            version.list_id = edition.list_id
            version.sought = "\n".join(dict.fromkeys(fold(value) for value in told if value))
        version_table.objects.bulk_update(versions, ["list_id", "sought"], batch_size=500)
        edition.counts = {
            "schema": dict(sorted(Counter(version.schema for version in versions).items())),
            "programme": dict(sorted(Counter(version.programme for version in versions).items())),
        }
        edition.save(update_fields=["counts"])


class Migration(migrations.Migration):

    dependencies = [
        ('lagebild_site', '0002_search'),
    ]

    operations = [
        migrations.CreateModel(
            name='ListCheck',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('list_id', models.CharField(db_index=True, max_length=40)),
                ('checked_at', models.DateTimeField(db_index=True)),
                ('outcome', models.CharField(choices=[('new', 'new'), ('unchanged', 'unchanged'), ('held_back', 'held_back'), ('refused', 'refused'), ('failed', 'failed')], max_length=10)),
                ('detail', models.TextField(blank=True)),
            ],
            options={
                'ordering': ('checked_at', 'id'),
            },
        ),
        migrations.RemoveConstraint(
            model_name='listingversion',
            name='listing_version_once',
        ),
        migrations.AddField(
            model_name='listedition',
            name='acceptance',
            field=models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='accepted_edition', to='lagebild_site.decision'),
        ),
        migrations.AddField(
            model_name='listedition',
            name='counts',
            field=models.JSONField(blank=True, default=dict, help_text='schema and programme: name to entries'),
        ),
        migrations.AddField(
            model_name='listedition',
            name='dated_by',
            field=models.CharField(choices=[('list', 'the list itself'), ('person', 'a person'), ('entries', 'the latest date in its entries'), ('capture', 'the day of its capture')], default='list', max_length=8),
        ),
        migrations.AddField(
            model_name='listedition',
            name='form',
            field=models.CharField(blank=True, max_length=20),
        ),
        migrations.AddField(
            model_name='listedition',
            name='held_because',
            field=models.JSONField(blank=True, default=list),
        ),
        migrations.AddField(
            model_name='listedition',
            name='shape',
            field=models.JSONField(blank=True, default=dict, help_text='EditionShape.to_json()'),
        ),
        migrations.AddField(
            model_name='listedition',
            name='state',
            field=models.CharField(choices=[('in_force', 'in force'), ('held_back', 'held back')], db_index=True, default='in_force', max_length=10),
        ),
        migrations.AddField(
            model_name='listingversion',
            name='list_id',
            field=models.CharField(db_index=True, default='', max_length=40),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='listingversion',
            name='sought',
            field=models.TextField(blank=True, help_text='Names, numbers and programmes, folded: what search looks at'),
        ),
        migrations.AlterField(
            model_name='listedition',
            name='changes',
            field=models.JSONField(blank=True, default=dict, help_text='added, amended, gone: listing ids against the one before; rekeyed: pairs of ids'),
        ),
        migrations.AlterField(
            model_name='listingversion',
            name='programme',
            field=models.CharField(blank=True, db_index=True, max_length=500),
        ),
        migrations.RunPython(fill_new_columns, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name='listingversion',
            constraint=models.UniqueConstraint(fields=('list_id', 'listing_id', 'content_sha256'), name='listing_version_once'),
        ),
        migrations.AddField(
            model_name='listcheck',
            name='edition',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='checks', to='lagebild_site.listedition'),
        ),
        migrations.AddField(
            model_name='listcheck',
            name='source',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='checks', to='lagebild_site.source'),
        ),
    ]
