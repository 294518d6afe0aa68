import django.db.models.deletion
from django.db import migrations, models


def mark_last_wordings(apps, schema_editor):
    """Mark each listing's last wording, as `actions.listing.mark_last_wordings` does from now on."""
    edition_table, version_table = (apps.get_model("lagebild_site", name) for name in ("ListEdition", "ListingVersion"))
    last, listed = {}, {}
    for edition in edition_table.objects.order_by("list_id", "dated_on", "id"):
        held = dict(edition.versions.values_list("listing_id", "pk"))
        last.setdefault(edition.list_id, {}).update(held)
        listed[edition.list_id] = set(held.values())
    for versions in last.values():
        version_table.objects.filter(pk__in=versions.values()).update(is_last=True)
    for versions in listed.values():
        version_table.objects.filter(pk__in=versions).update(is_listed=True)


class Migration(migrations.Migration):

    dependencies = [
        ('lagebild_site', '0003_list_history'),
    ]

    operations = [
        migrations.CreateModel(
            name='Subject',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=210, unique=True)),
                ('caption', models.CharField(max_length=500)),
                ('schema', models.CharField(max_length=60)),
                ('authorities', models.JSONField(default=list)),
            ],
            options={
                'ordering': ('caption', 'key'),
            },
        ),
        migrations.CreateModel(
            name='SubjectProblem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(db_index=True, max_length=80)),
                ('locator', models.CharField(max_length=500)),
                ('message', models.TextField()),
                ('severity', models.CharField(max_length=8)),
            ],
            options={
                'ordering': ('code', 'locator', 'id'),
            },
        ),
        migrations.AddField(
            model_name='listedition',
            name='is_extract',
            field=models.BooleanField(default=False, help_text='Whether it holds a part of the list alone, so that absence from it says nothing'),
        ),
        migrations.AddField(
            model_name='listingversion',
            name='is_last',
            field=models.BooleanField(db_index=True, default=False, help_text='The last wording of its listing in the editions in force'),
        ),
        migrations.AddField(
            model_name='listingversion',
            name='has_ended',
            field=models.BooleanField(default=False, help_text='Whether the entry itself says that it was delisted'),
        ),
        migrations.AddField(
            model_name='listingversion',
            name='is_listed',
            field=models.BooleanField(default=False, help_text='Whether the newest edition in force holds it and does not say that it was delisted'),
        ),
        migrations.CreateModel(
            name='Judgement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('left_id', models.CharField(db_index=True, max_length=200)),
                ('right_id', models.CharField(db_index=True, max_length=200)),
                ('verdict', models.CharField(choices=[('same', 'same'), ('different', 'different'), ('unsure', 'unsure')], max_length=9)),
                ('by', models.CharField(db_index=True, max_length=120)),
                ('reason', models.TextField(blank=True)),
                ('evidence', models.JSONField(blank=True, default=list, help_text='SharedIdentifier values')),
                ('is_in_force', models.BooleanField(default=True)),
                ('decision', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='subject_judgement', to='lagebild_site.decision')),
            ],
            options={
                'ordering': ('id',),
            },
        ),
        migrations.CreateModel(
            name='SubjectMember',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('entity_id', models.CharField(max_length=200, unique=True)),
                ('subject', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='members', to='lagebild_site.subject')),
            ],
            options={
                'ordering': ('entity_id',),
            },
        ),
        migrations.AddIndex(
            model_name='listingversion',
            index=models.Index(fields=['is_last', 'caption', 'listing_id'], name='listing_version_by_name'),
        ),
        migrations.RunPython(mark_last_wordings, migrations.RunPython.noop),
    ]
