import datetime
import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.core.validators
import django.db.models.constraints
import django.db.models.deletion
import django.db.models.functions.comparison
import django.db.models.functions.text
import dugout.people.models
import dugout.search.models
from django.conf import settings
from django.db import migrations, models


from dugout.migrations._sql import DROP_FUNCTIONS, DROP_MADE_OF, FUNCTIONS, MADE_OF

DIGEST = "986a1c3e6fa4d23b"


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.RunSQL(MADE_OF.format(DIGEST), DROP_MADE_OF),
        migrations.RunSQL(FUNCTIONS, DROP_FUNCTIONS),
        migrations.CreateModel(
            name='Calendar',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=100, unique=True)),
                ('time_zone', models.CharField(max_length=60)),
                ('week', models.JSONField()),
                ('later', models.JSONField(default=list)),
                ('version', models.PositiveIntegerField(default=1)),
            ],
        ),
        migrations.CreateModel(
            name='Department',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=100, unique=True)),
                ('side', models.CharField(max_length=20)),
                ('version', models.PositiveIntegerField(default=1)),
            ],
        ),
        migrations.CreateModel(
            name='HandoffGate',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('key', models.CharField(max_length=40, unique=True)),
                ('order', models.PositiveSmallIntegerField(unique=True)),
                ('sentence', models.CharField(max_length=200)),
                ('condition', models.CharField(max_length=40)),
                ('settings', models.JSONField(default=dict)),
                ('required', models.BooleanField(default=True)),
            ],
        ),
        migrations.CreateModel(
            name='Position',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('code', models.CharField(max_length=2, unique=True)),
                ('name', models.CharField(max_length=40, unique=True)),
                ('order', models.PositiveSmallIntegerField(unique=True)),
            ],
        ),
        migrations.CreateModel(
            name='SectionKind',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('key', models.CharField(max_length=40, unique=True)),
                ('title', models.CharField(max_length=100)),
                ('guidance', models.TextField(blank=True, default='')),
                ('order', models.PositiveSmallIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name='VersionedText',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('newest', models.PositiveIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name='Person',
            fields=[
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('email', models.EmailField(max_length=254, null=True, unique=True)),
                ('name', models.CharField(max_length=200)),
                ('title', models.CharField(blank=True, default='', max_length=200)),
                ('phone', models.CharField(blank=True, default='', max_length=40)),
                ('time_zone', models.CharField(blank=True, default='', max_length=60)),
                ('locale', models.CharField(default='en-GB', max_length=20)),
                ('is_admin', models.BooleanField(default=False)),
                ('is_active', models.BooleanField(default=True)),
                ('left_on', models.DateField(null=True)),
                ('joined_at', models.DateTimeField()),
                ('external_source', models.CharField(default='', max_length=40)),
                ('external_id', models.CharField(default='', max_length=200)),
                ('version', models.PositiveIntegerField(default=1)),
            ],
            options={
                'indexes': [models.Index(fields=['name', 'id'], name='person_by_name')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('external_source', ''), _negated=True), fields=('external_source', 'external_id'), name='person_external_once'), models.CheckConstraint(condition=models.Q(('is_admin', False), ('email__isnull', False), _connector='OR'), name='administrator_has_an_email')],
            },
        ),
        migrations.CreateModel(
            name='Account',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=200)),
                ('name_key', models.GeneratedField(db_persist=True, expression=dugout.search.models.Fold(models.F('name')), output_field=models.TextField(db_collation='C'))),
                ('legal_name', models.CharField(blank=True, default='', max_length=200)),
                ('domain', models.CharField(blank=True, default='', max_length=200)),
                ('stage', models.CharField(default='prospect', max_length=10)),
                ('industry', models.CharField(blank=True, default='', max_length=100)),
                ('employees', models.PositiveIntegerField(null=True)),
                ('annual_revenue', models.BigIntegerField(help_text='minor units of `currency`', null=True)),
                ('currency', models.CharField(default='EUR', max_length=3)),
                ('country', models.CharField(blank=True, default='', max_length=100)),
                ('city', models.CharField(blank=True, default='', max_length=100)),
                ('address', models.TextField(blank=True, default='')),
                ('phone', models.CharField(blank=True, default='', max_length=40)),
                ('founded', models.PositiveSmallIntegerField(null=True)),
                ('came_by', models.CharField(default='outbound', max_length=20)),
                ('external_source', models.CharField(default='', max_length=40)),
                ('external_id', models.CharField(default='', max_length=200)),
                ('made_at', models.DateTimeField()),
                ('version', models.PositiveIntegerField(default=1)),
                ('owner', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('parent', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='dugout.account')),
            ],
        ),
        migrations.CreateModel(
            name='ApiToken',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=100)),
                ('scopes', models.JSONField()),
                ('secret_hash', models.CharField(max_length=64, unique=True)),
                ('made_at', models.DateTimeField()),
                ('expires_at', models.DateTimeField()),
                ('last_used_at', models.DateTimeField(null=True)),
                ('revoked_at', models.DateTimeField(null=True)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'token of yours',
            },
        ),
        migrations.CreateModel(
            name='Company',
            fields=[
                ('id', models.PositiveSmallIntegerField(default=1, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=200)),
                ('currency', models.CharField(default='EUR', max_length=3)),
                ('time_zone', models.CharField(default='UTC', max_length=60)),
                ('fiscal_month', models.PositiveSmallIntegerField(default=1, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(12)])),
                ('demo', models.BooleanField(default=False)),
                ('version', models.PositiveIntegerField(default=1)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('id', 1)), name='company_is_one'), models.CheckConstraint(condition=models.Q(('fiscal_month__gte', 1), ('fiscal_month__lte', 12)), name='company_fiscal_month')],
            },
        ),
        migrations.CreateModel(
            name='Contact',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('given_name', models.CharField(blank=True, default='', max_length=100)),
                ('family_name', models.CharField(max_length=100)),
                ('name_key', models.GeneratedField(db_persist=True, expression=dugout.search.models.Fold(models.F('family_name')), output_field=models.TextField(db_collation='C'))),
                ('title', models.CharField(blank=True, default='', max_length=200)),
                ('client_department', models.CharField(blank=True, default='', max_length=40)),
                ('email', models.CharField(blank=True, default='', max_length=254)),
                ('phone', models.CharField(blank=True, default='', max_length=40)),
                ('language', models.CharField(blank=True, default='', max_length=20)),
                ('influence', models.PositiveSmallIntegerField(null=True)),
                ('attitude', models.SmallIntegerField(null=True)),
                ('left_on', models.DateField(null=True)),
                ('external_source', models.CharField(default='', max_length=40)),
                ('external_id', models.CharField(default='', max_length=200)),
                ('made_at', models.DateTimeField()),
                ('version', models.PositiveIntegerField(default=1)),
                ('account', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='contacts', to='dugout.account')),
                ('reports_to', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dugout.contact')),
            ],
        ),
        migrations.CreateModel(
            name='ContactRole',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('role', models.CharField(max_length=20)),
                ('contact', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='roles', to='dugout.contact')),
            ],
        ),
        migrations.CreateModel(
            name='DepartmentHead',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('during', django.contrib.postgres.fields.ranges.DateRangeField()),
                ('department', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dugout.department')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='Entry',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('side', models.CharField(default='', max_length=20)),
                ('stand_in_for_id', models.BigIntegerField(null=True)),
                ('kind', models.CharField(max_length=40)),
                ('subject_kind', models.CharField(default='', max_length=30)),
                ('subject_id', models.BigIntegerField(null=True)),
                ('happened_at', models.DateTimeField()),
                ('recorded_at', models.DateTimeField()),
                ('source', models.CharField(max_length=20)),
                ('audience', models.CharField(default='everyone', max_length=20)),
                ('direction', models.CharField(default='internal', max_length=10)),
                ('purpose', models.CharField(default='', max_length=30)),
                ('minutes', models.PositiveIntegerField(null=True)),
                ('text', models.TextField(default='')),
                ('before', models.JSONField(null=True)),
                ('after', models.JSONField(null=True)),
                ('account', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dugout.account')),
                ('author', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('department', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dugout.department')),
            ],
        ),
        migrations.CreateModel(
            name='EntryContact',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('contact', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dugout.contact')),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dugout.entry')),
            ],
        ),
        migrations.CreateModel(
            name='EntryPerson',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('mentioned', models.BooleanField(default=False)),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dugout.entry')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='EntryWithdrawal',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('entry', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dugout.entry')),
            ],
        ),
        migrations.CreateModel(
            name='Goal',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('text', models.TextField()),
                ('measure', models.CharField(blank=True, default='', max_length=200)),
                ('baseline', models.CharField(blank=True, default='', max_length=100)),
                ('target', models.CharField(blank=True, default='', max_length=100)),
                ('current', models.CharField(blank=True, default='', max_length=100)),
                ('due_on', models.DateField(null=True)),
                ('state', models.CharField(default='open', max_length=10)),
                ('version', models.PositiveIntegerField(default=1)),
                ('account', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dugout.account')),
            ],
        ),
        migrations.CreateModel(
            name='Handoff',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('receiver_because', models.CharField(default='', max_length=300)),
                ('state', models.CharField(default='draft', max_length=10)),
                ('opened_at', models.DateTimeField()),
                ('move_since', models.DateTimeField()),
                ('ended_at', models.DateTimeField(null=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('account', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dugout.account')),
                ('from_person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('pool', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dugout.department')),
                ('receiver', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'hand-off',
            },
        ),
        migrations.CreateModel(
            name='DebriefAnswer',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('question', models.CharField(max_length=40)),
                ('text', models.TextField(blank=True, default='')),
                ('prefilled', models.BooleanField(default=False)),
                ('reviewed_to', models.BigIntegerField(default=0, help_text='the newest promise when promises were reviewed')),
                ('at', models.DateTimeField()),
                ('version', models.PositiveIntegerField(default=1)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('handoff', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='answers', to='dugout.handoff')),
            ],
        ),
        migrations.CreateModel(
            name='ClockNotice',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('clock', models.CharField(max_length=10)),
                ('started_at', models.DateTimeField()),
                ('kind', models.CharField(max_length=10)),
                ('at', models.DateTimeField()),
                ('handoff', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='dugout.handoff')),
            ],
        ),
        migrations.CreateModel(
            name='Holiday',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('day', models.DateField()),
                ('name', models.CharField(max_length=100)),
                ('open_until', models.TimeField(null=True)),
                ('calendar', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='holidays', to='dugout.calendar')),
            ],
        ),
        migrations.CreateModel(
            name='ImportedRow',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('source', models.CharField(max_length=40)),
                ('kind', models.CharField(max_length=20)),
                ('external_id', models.CharField(max_length=200)),
                ('record_id', models.BigIntegerField(help_text='the record that the row is, whatever id it keeps itself')),
                ('digest', models.BinaryField(max_length=16)),
                ('run_number', models.BigIntegerField()),
                ('line', models.PositiveIntegerField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('source', 'kind', 'external_id'), name='imported_row_once')],
            },
        ),
        migrations.CreateModel(
            name='ImportRun',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('source', models.CharField(max_length=40)),
                ('mapping_digest', models.CharField(max_length=64)),
                ('zone', models.CharField(help_text='in which the mapping read days', max_length=60)),
                ('files', models.JSONField(help_text='name, size and SHA-256 of each file')),
                ('started_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(null=True)),
                ('counts', models.JSONField(default=dict, help_text='rows by kind of file and verdict')),
                ('progress', models.JSONField(default=dict)),
                ('started_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'import',
            },
        ),
        migrations.CreateModel(
            name='ImportProblem',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('file', models.CharField(max_length=200)),
                ('line', models.PositiveIntegerField()),
                ('column', models.CharField(default='', max_length=100)),
                ('verdict', models.CharField(max_length=10)),
                ('what', models.CharField(max_length=500)),
                ('run', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='problems', to='dugout.importrun')),
            ],
        ),
        migrations.CreateModel(
            name='KeptAnswer',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('key', models.CharField(max_length=200)),
                ('request_digest', models.CharField(max_length=64)),
                ('status', models.PositiveSmallIntegerField(null=True)),
                ('headers', models.JSONField(default=dict)),
                ('body', models.TextField(help_text='null where it is not kept', null=True)),
                ('at', models.DateTimeField()),
                ('token', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='dugout.apitoken')),
            ],
        ),
        migrations.CreateModel(
            name='Location',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=100, unique=True)),
                ('main', models.BooleanField(default=False)),
                ('version', models.PositiveIntegerField(default=1)),
                ('calendar', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='locations', to='dugout.calendar')),
            ],
        ),
        migrations.CreateModel(
            name='Need',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('kind', models.CharField(default='need', max_length=12)),
                ('text', models.TextField()),
                ('horizon', models.CharField(default='short', max_length=8)),
                ('state', models.CharField(default='open', max_length=8)),
                ('day', models.DateField()),
                ('version', models.PositiveIntegerField(default=1)),
                ('account', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dugout.account')),
                ('owner', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('source_entry', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dugout.entry')),
            ],
        ),
        migrations.CreateModel(
            name='Notification',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('because', models.CharField(max_length=200)),
                ('made_at', models.DateTimeField()),
                ('read_at', models.DateTimeField(null=True)),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dugout.entry')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='OneTimeLink',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('purpose', models.CharField(max_length=20)),
                ('secret_hash', models.CharField(max_length=64, unique=True)),
                ('made_at', models.DateTimeField()),
                ('expires_at', models.DateTimeField()),
                ('used_at', models.DateTimeField(null=True)),
                ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='Opportunity',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=200)),
                ('kind', models.CharField(default='new_business', max_length=20)),
                ('step_since', models.DateTimeField()),
                ('currency', models.CharField(default='EUR', max_length=3)),
                ('amount', models.BigIntegerField(null=True)),
                ('amount_typed', models.BigIntegerField(null=True)),
                ('offer_changed_at', models.DateTimeField(null=True)),
                ('budget', models.BigIntegerField(null=True)),
                ('expected_close', models.DateField(null=True)),
                ('next_step', models.CharField(blank=True, default='', max_length=300)),
                ('next_step_on', models.DateField(null=True)),
                ('came_by', models.CharField(default='outbound', max_length=20)),
                ('outcome', models.CharField(default='open', max_length=10)),
                ('closed_on', models.DateField(null=True)),
                ('lost_reason', models.CharField(blank=True, default='', max_length=300)),
                ('settled_at', models.DateTimeField(null=True)),
                ('opened_on', models.DateField(null=True)),
                ('made_at', models.DateTimeField()),
                ('external_source', models.CharField(default='', max_length=40)),
                ('external_id', models.CharField(default='', max_length=200)),
                ('version', models.PositiveIntegerField(default=1)),
                ('account', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dugout.account')),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'sale',
            },
        ),
        migrations.CreateModel(
            name='Objection',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('text', models.TextField()),
                ('answer', models.TextField(blank=True, default='')),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('opportunity', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='dugout.opportunity')),
            ],
        ),
        migrations.AddField(
            model_name='handoff',
            name='opportunity',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dugout.opportunity'),
        ),
        migrations.CreateModel(
            name='Confirmation',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('kind', models.CharField(max_length=20)),
                ('day', models.DateField()),
                ('note', models.TextField(blank=True, default='')),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('contact', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dugout.contact')),
                ('opportunity', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='dugout.opportunity')),
            ],
        ),
        migrations.CreateModel(
            name='Concern',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('text', models.TextField()),
                ('answer', models.TextField(blank=True, default='')),
                ('proof', models.TextField(blank=True, default='')),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('contact', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dugout.contact')),
                ('opportunity', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='dugout.opportunity')),
            ],
        ),
        migrations.CreateModel(
            name='CommitmentRequest',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('day', models.DateField()),
                ('answer', models.CharField(default='open', max_length=8)),
                ('answered_on', models.DateField(null=True)),
                ('note', models.TextField(blank=True, default='')),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('contact', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dugout.contact')),
                ('opportunity', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='dugout.opportunity')),
            ],
        ),
        migrations.CreateModel(
            name='OpportunityLine',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('quantity', models.PositiveIntegerField()),
                ('unit_price', models.BigIntegerField(null=True)),
                ('discount_bp', models.PositiveSmallIntegerField(default=0)),
                ('recurring', models.BooleanField(default=False)),
                ('term_months', models.PositiveSmallIntegerField(null=True)),
                ('opportunity', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='lines', to='dugout.opportunity')),
            ],
        ),
        migrations.CreateModel(
            name='NeedMatch',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('reaction', models.TextField()),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('need', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dugout.need')),
                ('opportunity', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='dugout.opportunity')),
                ('line', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='dugout.opportunityline')),
            ],
        ),
        migrations.CreateModel(
            name='OpportunityMember',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('opportunity', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='members', to='dugout.opportunity')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='OutboxRow',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('consumer', models.CharField(max_length=60)),
                ('delivered_at', models.DateTimeField(null=True)),
                ('tries', models.PositiveSmallIntegerField(default=0)),
                ('last_error', models.TextField(default='')),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dugout.entry')),
            ],
        ),
        migrations.CreateModel(
            name='Ownership',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('managed', models.BooleanField(default=False)),
                ('during', django.contrib.postgres.fields.ranges.DateTimeRangeField()),
                ('account', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dugout.account')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='Paper',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('kind', models.CharField(max_length=10)),
                ('currency', models.CharField(max_length=3)),
                ('drafted_at', models.DateTimeField()),
                ('signed_on', models.DateField(null=True)),
                ('starts_on', models.DateField(null=True)),
                ('ends_on', models.DateField(help_text='the last day of the term', null=True)),
                ('confirmed_at', models.DateTimeField(null=True)),
                ('ended_at', models.DateTimeField(help_text='when its running out, or its renewal, was recorded', null=True)),
                ('value', models.BigIntegerField(default=0, help_text="minor units: an order's total, a contract's year")),
                ('external_source', models.CharField(default='', max_length=40)),
                ('external_id', models.CharField(default='', max_length=200)),
                ('version', models.PositiveIntegerField(default=1)),
                ('account', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dugout.account')),
                ('confirmed_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('opportunity', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dugout.opportunity')),
                ('renewed_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='renews', to='dugout.paper')),
            ],
            options={
                'verbose_name': 'contract or order',
            },
        ),
        migrations.CreateModel(
            name='Movement',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('kind', models.CharField(max_length=15)),
                ('on_day', models.DateField()),
                ('event_on', models.DateField()),
                ('amount', models.BigIntegerField()),
                ('currency', models.CharField(max_length=3)),
                ('recorded_at', models.DateTimeField()),
                ('account', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dugout.account')),
                ('reverses', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reversal', to='dugout.movement')),
                ('contract', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dugout.paper')),
            ],
        ),
        migrations.AddField(
            model_name='department',
            name='position',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='departments', to='dugout.position'),
        ),
        migrations.CreateModel(
            name='Post',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('carries_quota', models.BooleanField(default=False)),
                ('during', django.contrib.postgres.fields.ranges.DateRangeField()),
                ('department', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dugout.department')),
                ('location', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dugout.location')),
                ('own_hours', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dugout.calendar')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='posts', to=settings.AUTH_USER_MODEL)),
                ('reports_to', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='Process',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('key', models.CharField(max_length=40)),
                ('name', models.CharField(max_length=100)),
                ('number', models.PositiveSmallIntegerField(default=1)),
                ('opportunity_kind', models.CharField(default='new_business', max_length=20)),
                ('credit', models.CharField(blank=True, default='', max_length=300)),
                ('current', models.BooleanField(default=True)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('key', 'number'), name='process_version_once'), models.UniqueConstraint(condition=models.Q(('current', True)), fields=('opportunity_kind',), name='process_one_current_a_kind')],
            },
        ),
        migrations.AddField(
            model_name='opportunity',
            name='process',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dugout.process'),
        ),
        migrations.CreateModel(
            name='Product',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=200)),
                ('series', models.CharField(blank=True, default='', max_length=100)),
                ('kind', models.CharField(default='one_off', max_length=10)),
                ('unit', models.CharField(default='piece', max_length=30)),
                ('price', models.BigIntegerField(default=0)),
                ('currency', models.CharField(default='EUR', max_length=3)),
                ('retired_at', models.DateTimeField(null=True)),
                ('external_source', models.CharField(default='', max_length=40)),
                ('external_id', models.CharField(default='', max_length=200)),
                ('version', models.PositiveIntegerField(default=1)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['one_off', 'recurring'])), name='product_kind_known'), models.CheckConstraint(condition=models.Q(('price__gte', 0)), name='product_price_not_negative'), models.UniqueConstraint(condition=models.Q(('external_source', ''), _negated=True), fields=('external_source', 'external_id'), name='product_external_once'), models.UniqueConstraint(condition=models.Q(('retired_at', None)), fields=('name',), name='product_name_once_while_sold')],
            },
        ),
        migrations.CreateModel(
            name='PaperLine',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('quantity', models.PositiveIntegerField()),
                ('unit_price', models.BigIntegerField()),
                ('discount_bp', models.PositiveSmallIntegerField(default=0)),
                ('term_months', models.PositiveSmallIntegerField(null=True)),
                ('paper', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='lines', to='dugout.paper')),
                ('product', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dugout.product')),
            ],
        ),
        migrations.AddField(
            model_name='opportunityline',
            name='product',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dugout.product'),
        ),
        migrations.CreateModel(
            name='Promise',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('text', models.TextField()),
                ('made_on', models.DateField()),
                ('due_on', models.DateField(null=True)),
                ('state', models.CharField(default='open', max_length=8)),
                ('settled_at', models.DateTimeField(null=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('account', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dugout.account')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('said_in', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dugout.entry')),
                ('settled_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('to_contact', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dugout.contact')),
            ],
        ),
        migrations.CreateModel(
            name='Revision',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('number', models.PositiveIntegerField()),
                ('body', models.TextField()),
                ('message', models.CharField(blank=True, default='', max_length=200)),
                ('department_name', models.CharField(default='', max_length=100)),
                ('side', models.CharField(default='', max_length=20)),
                ('at', models.DateTimeField()),
                ('author', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('parent', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dugout.revision')),
                ('text', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='revisions', to='dugout.versionedtext')),
            ],
        ),
        migrations.CreateModel(
            name='SearchName',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('kind', models.CharField(max_length=20)),
                ('record_id', models.BigIntegerField()),
                ('name', models.CharField(max_length=400)),
                ('detail', models.CharField(default='', max_length=200)),
                ('key', models.GeneratedField(db_persist=True, expression=dugout.search.models.Fold(models.F('name')), output_field=models.TextField(db_collation='C'))),
                ('forms', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), size=None)),
            ],
            options={
                'indexes': [models.Index(fields=['kind', 'key'], name='search_beginning'), django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.search.SearchVector('key', config='simple'), condition=models.Q(('kind', 'account')), fastupdate=False, name='search_words_account'), django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.search.SearchVector('key', config='simple'), condition=models.Q(('kind', 'contact')), fastupdate=False, name='search_words_contact'), django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.search.SearchVector('key', config='simple'), condition=models.Q(('kind', 'opportunity')), fastupdate=False, name='search_words_opportunity'), django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.search.SearchVector('key', config='simple'), condition=models.Q(('kind', 'person')), fastupdate=False, name='search_words_person'), django.contrib.postgres.indexes.GinIndex(condition=models.Q(('kind', 'account')), fields=['forms'], gin_pending_list_limit=128, name='search_forms_account'), django.contrib.postgres.indexes.GinIndex(condition=models.Q(('kind', 'contact')), fields=['forms'], gin_pending_list_limit=128, name='search_forms_contact'), django.contrib.postgres.indexes.GinIndex(condition=models.Q(('kind', 'opportunity')), fields=['forms'], gin_pending_list_limit=128, name='search_forms_opportunity'), django.contrib.postgres.indexes.GinIndex(condition=models.Q(('kind', 'person')), fields=['forms'], gin_pending_list_limit=128, name='search_forms_person')],
                'constraints': [models.UniqueConstraint(fields=('kind', 'record_id'), name='search_name_once'), models.CheckConstraint(condition=models.Q(('kind__in', ('account', 'contact', 'opportunity', 'person'))), name='search_kind_known')],
            },
        ),
        migrations.CreateModel(
            name='SearchWord',
            fields=[
                ('word', models.TextField(db_collation='C', primary_key=True, serialize=False)),
                ('grams', models.GeneratedField(db_persist=True, expression=dugout.search.models.Trigrams(models.F('word')), output_field=django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), size=None))),
            ],
            options={
                'indexes': [django.contrib.postgres.indexes.GinIndex(fields=['grams'], gin_pending_list_limit=128, name='search_fragments')],
            },
        ),
        migrations.CreateModel(
            name='NoneKnown',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('at', models.DateTimeField()),
                ('withdrawn_at', models.DateTimeField(null=True)),
                ('account', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dugout.account')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('kind', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dugout.sectionkind')),
            ],
        ),
        migrations.CreateModel(
            name='SellingStep',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('number', models.PositiveSmallIntegerField()),
                ('name', models.CharField(max_length=60)),
                ('purpose', models.TextField()),
                ('questions', models.JSONField(default=list)),
                ('usual_days', models.PositiveSmallIntegerField()),
                ('probability_bp', models.PositiveSmallIntegerField()),
                ('commits', models.BooleanField(default=False, help_text='leaving this step is the win')),
                ('last', models.BooleanField(default=False)),
                ('process', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='dugout.process')),
            ],
        ),
        migrations.AddField(
            model_name='opportunity',
            name='step',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dugout.sellingstep'),
        ),
        migrations.CreateModel(
            name='Gate',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('order', models.PositiveSmallIntegerField()),
                ('condition', models.CharField(max_length=40)),
                ('settings', models.JSONField(default=dict)),
                ('sentence', models.CharField(max_length=200)),
                ('step', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='gates', to='dugout.sellingstep')),
            ],
        ),
        migrations.CreateModel(
            name='SettingVersion',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('key', models.CharField(max_length=60)),
                ('value', models.JSONField()),
                ('from_at', models.DateTimeField()),
                ('set_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='SideHead',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('side', models.CharField(max_length=20)),
                ('during', django.contrib.postgres.fields.ranges.DateRangeField()),
                ('deputy', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='Signal',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('kind', models.CharField(max_length=40)),
                ('severity', models.PositiveSmallIntegerField()),
                ('text', models.TextField()),
                ('source', models.CharField(max_length=10)),
                ('source_id', models.CharField(default='', max_length=200)),
                ('raised_at', models.DateTimeField()),
                ('due_on', models.DateField(null=True)),
                ('reports', models.PositiveIntegerField(default=1)),
                ('claimed_at', models.DateTimeField(null=True)),
                ('resolved_at', models.DateTimeField(null=True)),
                ('outcome', models.CharField(default='', max_length=20)),
                ('outcome_text', models.TextField(default='')),
                ('version', models.PositiveIntegerField(default=1)),
                ('account', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dugout.account')),
                ('claimed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('raised_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('resolved_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='SignalReport',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('text', models.TextField()),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dugout.entry')),
                ('signal', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='report_rows', to='dugout.signal')),
            ],
        ),
        migrations.CreateModel(
            name='StageChange',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('stage', models.CharField(max_length=10)),
                ('on_day', models.DateField()),
                ('because', models.CharField(max_length=200)),
                ('recorded_at', models.DateTimeField()),
                ('account', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dugout.account')),
            ],
        ),
        migrations.CreateModel(
            name='StepMove',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('from_step', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dugout.sellingstep')),
                ('opportunity', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='dugout.opportunity')),
                ('to_step', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dugout.sellingstep')),
            ],
        ),
        migrations.CreateModel(
            name='Submission',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('number', models.PositiveSmallIntegerField()),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('handoff', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='submissions', to='dugout.handoff')),
            ],
        ),
        migrations.CreateModel(
            name='Return',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('reasons', models.JSONField(help_text='[{"gate": key, "text": why}], one at least')),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('submission', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='return_row', to='dugout.submission')),
            ],
        ),
        migrations.CreateModel(
            name='Acceptance',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('handoff', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='acceptance', to='dugout.handoff')),
                ('submission', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='acceptance_row', to='dugout.submission')),
            ],
        ),
        migrations.CreateModel(
            name='Tag',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=60)),
                ('about_kind', models.CharField(max_length=30)),
                ('about_id', models.BigIntegerField()),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('from_person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('to_person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='TaggedRevision',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('revision', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dugout.revision')),
                ('tag', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='revisions', to='dugout.tag')),
            ],
        ),
        migrations.CreateModel(
            name='Section',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('account', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dugout.account')),
                ('kind', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dugout.sectionkind')),
                ('text', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dugout.versionedtext')),
            ],
        ),
        migrations.CreateModel(
            name='WentOnWithout',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('reason', models.CharField(max_length=300)),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('gate', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dugout.gate')),
                ('opportunity', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='dugout.opportunity')),
            ],
        ),
        migrations.CreateModel(
            name='Absence',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('during', django.contrib.postgres.fields.ranges.DateRangeField()),
                ('recorded_at', models.DateTimeField()),
                ('cancelled_at', models.DateTimeField(null=True)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='absences', to=settings.AUTH_USER_MODEL)),
                ('stand_in', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('cancelled_at', None)), expressions=[(dugout.people.models.IdRange('person_id'), '&&'), ('during', '&&')], name='absence_one_at_a_time'), models.CheckConstraint(condition=models.Q(('stand_in', models.F('person')), _negated=True), name='absence_stand_in_is_another'), models.CheckConstraint(condition=models.Q(('during__isempty', False)), name='absence_span_not_empty')],
            },
        ),
        migrations.CreateModel(
            name='AccountFigures',
            fields=[
                ('account', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='figures', serialize=False, to='dugout.account')),
                ('arr', models.BigIntegerField(default=0, help_text='minor units of `currency`')),
                ('currency', models.CharField(default='EUR', max_length=3)),
                ('client_since', models.DateField(null=True)),
                ('renewal_on', models.DateField(null=True)),
                ('open_opportunities', models.PositiveIntegerField(default=0)),
                ('open_amount', models.BigIntegerField(default=0, help_text='minor units of `currency`')),
                ('step', models.PositiveSmallIntegerField(null=True)),
                ('open_signals', models.PositiveIntegerField(default=0)),
                ('worst_signal', models.PositiveSmallIntegerField(default=0, help_text='0 none, 1 info ... 4 critical')),
                ('last_contact_at', models.DateTimeField(null=True)),
                ('last_proper_at', models.DateTimeField(null=True)),
                ('sale_step_on', models.DateField(help_text='the last next step of an open sale', null=True)),
                ('logged_step_on', models.DateField(help_text='the last next step that an entry names', null=True)),
                ('next_step_on', models.GeneratedField(db_persist=True, expression=django.db.models.functions.comparison.Greatest(models.F('sale_step_on'), models.F('logged_step_on')), null=True, output_field=models.DateField(null=True))),
                ('handoff_open', models.BooleanField(default=False)),
                ('managed_since', models.DateTimeField(null=True)),
                ('renewed', models.BooleanField(default=False)),
                ('grown', models.BooleanField(default=False)),
            ],
            options={
                'indexes': [models.Index(fields=['arr', 'account'], name='figures_by_arr'), models.Index(fields=['renewal_on', 'account'], name='figures_by_renewal'), models.Index(fields=['last_contact_at', 'account'], name='figures_by_contact'), models.Index(fields=['open_signals', 'account'], name='figures_by_signals'), models.Index(fields=['next_step_on', 'account'], name='figures_by_next_step'), models.Index(models.OrderBy(models.F('worst_signal'), descending=True), models.F('account'), condition=models.Q(('worst_signal__gt', 0)), name='figures_signals')],
            },
        ),
        migrations.AddIndex(
            model_name='account',
            index=models.Index(fields=['name_key', 'id'], name='account_by_name'),
        ),
        migrations.AddIndex(
            model_name='account',
            index=models.Index(fields=['owner', 'name_key', 'id'], name='account_by_owner'),
        ),
        migrations.AddIndex(
            model_name='account',
            index=models.Index(fields=['stage', 'name_key', 'id'], name='account_by_stage'),
        ),
        migrations.AddIndex(
            model_name='account',
            index=models.Index(fields=['employees', 'id'], name='account_by_employees'),
        ),
        migrations.AddIndex(
            model_name='account',
            index=models.Index(fields=['annual_revenue', 'id'], name='account_by_revenue'),
        ),
        migrations.AddIndex(
            model_name='account',
            index=models.Index(fields=['industry', 'id'], name='account_by_industry'),
        ),
        migrations.AddIndex(
            model_name='account',
            index=models.Index(fields=['country', 'id'], name='account_by_country'),
        ),
        migrations.AddIndex(
            model_name='account',
            index=models.Index(condition=models.Q(('domain', ''), _negated=True), fields=['domain'], name='account_by_domain'),
        ),
        migrations.AddConstraint(
            model_name='account',
            constraint=models.CheckConstraint(condition=models.Q(('stage__in', ['prospect', 'client', 'lapsed'])), name='account_stage_known'),
        ),
        migrations.AddConstraint(
            model_name='account',
            constraint=models.CheckConstraint(condition=models.Q(('parent', models.F('id')), _negated=True), name='account_not_own_parent'),
        ),
        migrations.AddConstraint(
            model_name='account',
            constraint=models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='account_has_a_name'),
        ),
        migrations.AddConstraint(
            model_name='account',
            constraint=models.UniqueConstraint(condition=models.Q(('external_source', ''), _negated=True), fields=('external_source', 'external_id'), name='account_external_once'),
        ),
        migrations.AddIndex(
            model_name='contact',
            index=models.Index(fields=['account', 'name_key', 'id'], name='contact_of_account'),
        ),
        migrations.AddIndex(
            model_name='contact',
            index=models.Index(fields=['name_key', 'id'], name='contact_by_name'),
        ),
        migrations.AddIndex(
            model_name='contact',
            index=models.Index(django.db.models.functions.text.Upper('email'), name='contact_by_email'),
        ),
        migrations.AddConstraint(
            model_name='contact',
            constraint=models.CheckConstraint(condition=models.Q(('family_name', ''), _negated=True), name='contact_has_a_name'),
        ),
        migrations.AddConstraint(
            model_name='contact',
            constraint=models.CheckConstraint(condition=models.Q(('influence', None), models.Q(('influence__gte', 1), ('influence__lte', 5)), _connector='OR'), name='contact_influence_1_to_5'),
        ),
        migrations.AddConstraint(
            model_name='contact',
            constraint=models.CheckConstraint(condition=models.Q(('attitude', None), models.Q(('attitude__gte', -2), ('attitude__lte', 2)), _connector='OR'), name='contact_attitude_range'),
        ),
        migrations.AddConstraint(
            model_name='contact',
            constraint=models.CheckConstraint(condition=models.Q(('reports_to', models.F('id')), _negated=True), name='contact_not_own_manager'),
        ),
        migrations.AddConstraint(
            model_name='contact',
            constraint=models.UniqueConstraint(condition=models.Q(('external_source', ''), _negated=True), fields=('external_source', 'external_id'), name='contact_external_once'),
        ),
        migrations.AddIndex(
            model_name='contactrole',
            index=models.Index(fields=['role', 'contact'], name='contact_role_who'),
        ),
        migrations.AddConstraint(
            model_name='contactrole',
            constraint=models.UniqueConstraint(fields=('contact', 'role'), name='contact_role_once'),
        ),
        migrations.AddConstraint(
            model_name='contactrole',
            constraint=models.CheckConstraint(condition=models.Q(('role__in', ['economic_buyer', 'decision_maker', 'influencer', 'user', 'blocker', 'champion', 'gatekeeper', 'payables', 'procurement', 'technical'])), name='contact_role_known'),
        ),
        migrations.AddConstraint(
            model_name='departmenthead',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(expressions=[(dugout.people.models.IdRange('department_id'), '&&'), ('during', '&&')], name='department_head_one'),
        ),
        migrations.AddIndex(
            model_name='entry',
            index=models.Index(models.F('account'), models.OrderBy(models.F('id'), descending=True), name='entry_account_newest'),
        ),
        migrations.AddIndex(
            model_name='entry',
            index=models.Index(condition=models.Q(('account', None)), fields=['subject_kind', 'subject_id'], name='entry_subject'),
        ),
        migrations.AddConstraint(
            model_name='entry',
            constraint=models.CheckConstraint(condition=models.Q(('happened_at__gte', datetime.datetime(1899, 12, 31, 0, 0, tzinfo=datetime.timezone.utc))), name='entry_moment_can_be_read'),
        ),
        migrations.AddIndex(
            model_name='entrycontact',
            index=models.Index(models.F('contact'), models.OrderBy(models.F('entry'), descending=True), name='entry_contact_newest'),
        ),
        migrations.AddConstraint(
            model_name='entrycontact',
            constraint=models.UniqueConstraint(fields=('entry', 'contact'), name='entry_contact_once'),
        ),
        migrations.AddConstraint(
            model_name='entryperson',
            constraint=models.UniqueConstraint(fields=('entry', 'person'), name='entry_person_once'),
        ),
        migrations.AddIndex(
            model_name='goal',
            index=models.Index(fields=['account', 'id'], name='goal_of_account'),
        ),
        migrations.AddConstraint(
            model_name='goal',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['open', 'on_track', 'behind', 'reached', 'dropped'])), name='goal_state_known'),
        ),
        migrations.AddConstraint(
            model_name='debriefanswer',
            constraint=models.UniqueConstraint(fields=('handoff', 'question'), name='debrief_answer_once'),
        ),
        migrations.AddConstraint(
            model_name='clocknotice',
            constraint=models.UniqueConstraint(fields=('handoff', 'clock', 'started_at', 'kind'), name='clock_notice_once'),
        ),
        migrations.AddConstraint(
            model_name='holiday',
            constraint=models.UniqueConstraint(fields=('calendar', 'day'), name='holiday_once_a_day'),
        ),
        migrations.AddIndex(
            model_name='importproblem',
            index=models.Index(fields=['run', 'id'], name='import_problem_of'),
        ),
        migrations.AddIndex(
            model_name='keptanswer',
            index=models.Index(condition=models.Q(('body__isnull', False)), fields=['at'], name='kept_answer_to_forget'),
        ),
        migrations.AddConstraint(
            model_name='keptanswer',
            constraint=models.UniqueConstraint(fields=('token', 'key'), name='kept_answer_once'),
        ),
        migrations.AddConstraint(
            model_name='location',
            constraint=models.UniqueConstraint(condition=models.Q(('main', True)), fields=('main',), name='location_one_main'),
        ),
        migrations.AddIndex(
            model_name='need',
            index=models.Index(fields=['account', 'id'], name='need_of_account'),
        ),
        migrations.AddConstraint(
            model_name='need',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['need', 'aspiration'])), name='need_kind_known'),
        ),
        migrations.AddConstraint(
            model_name='need',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['open', 'agreed', 'met', 'dropped'])), name='need_state_known'),
        ),
        migrations.AddConstraint(
            model_name='need',
            constraint=models.CheckConstraint(condition=models.Q(('horizon__in', ['short', 'long'])), name='need_horizon_known'),
        ),
        migrations.AddIndex(
            model_name='notification',
            index=models.Index(models.F('person'), models.OrderBy(models.F('id'), descending=True), name='notification_newest'),
        ),
        migrations.AddIndex(
            model_name='notification',
            index=models.Index(condition=models.Q(('read_at', None)), fields=['person'], name='notification_unread'),
        ),
        migrations.AddConstraint(
            model_name='notification',
            constraint=models.UniqueConstraint(fields=('person', 'entry'), name='notification_once'),
        ),
        migrations.AddConstraint(
            model_name='onetimelink',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('person', None), ('purpose', 'first_admin')), models.Q(('person__isnull', False), ('purpose', 'invitation')), _connector='OR'), name='one_time_link_for_whom'),
        ),
        migrations.AddConstraint(
            model_name='onetimelink',
            constraint=models.UniqueConstraint(condition=models.Q(('purpose', 'first_admin'), ('used_at__isnull', False)), fields=('purpose',), name='first_admin_made_once'),
        ),
        migrations.AddIndex(
            model_name='handoff',
            index=models.Index(condition=models.Q(('ended_at', None)), fields=['state', 'move_since'], name='handoff_running'),
        ),
        migrations.AddConstraint(
            model_name='handoff',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'submitted', 'returned', 'accepted', 'withdrawn'])), name='handoff_state_known'),
        ),
        migrations.AddConstraint(
            model_name='handoff',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('pool__isnull', False), ('receiver', None)), models.Q(('pool', None), ('receiver__isnull', False)), _connector='OR'), name='handoff_to_one_or_a_pool'),
        ),
        migrations.AddConstraint(
            model_name='handoff',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('account',), name='handoff_one_open_an_account'),
        ),
        migrations.AddConstraint(
            model_name='handoff',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ended_at__isnull', False), ('state__in', ['accepted', 'withdrawn'])), models.Q(('ended_at', None), ('state__in', ['draft', 'submitted', 'returned'])), _connector='OR'), name='handoff_ended_whole'),
        ),
        migrations.AddIndex(
            model_name='confirmation',
            index=models.Index(fields=['opportunity', 'kind'], name='confirmation_of'),
        ),
        migrations.AddConstraint(
            model_name='confirmation',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['agreed_to_questions', 'needs_summary', 'price_known', 'reasons_reviewed', 'no_concerns'])), name='confirmation_kind_known'),
        ),
        migrations.AddConstraint(
            model_name='concern',
            constraint=models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='concern_has_a_text'),
        ),
        migrations.AddConstraint(
            model_name='commitmentrequest',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('answer', 'open'), ('answered_on', None)), models.Q(('answer__in', ['given', 'refused']), ('answered_on__isnull', False)), _connector='OR'), name='commitment_answer_has_a_day'),
        ),
        migrations.AddConstraint(
            model_name='needmatch',
            constraint=models.UniqueConstraint(fields=('opportunity', 'need', 'line'), name='need_match_once'),
        ),
        migrations.AddConstraint(
            model_name='needmatch',
            constraint=models.CheckConstraint(condition=models.Q(('reaction', ''), _negated=True), name='need_match_has_a_reaction'),
        ),
        migrations.AddConstraint(
            model_name='opportunitymember',
            constraint=models.UniqueConstraint(fields=('opportunity', 'person'), name='opportunity_member_once'),
        ),
        migrations.AddIndex(
            model_name='outboxrow',
            index=models.Index(condition=models.Q(('delivered_at', None)), fields=['id'], name='outbox_waiting'),
        ),
        migrations.AddConstraint(
            model_name='outboxrow',
            constraint=models.UniqueConstraint(fields=('entry', 'consumer'), name='outbox_entry_consumer_once'),
        ),
        migrations.AddConstraint(
            model_name='ownership',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(deferrable=django.db.models.constraints.Deferrable['DEFERRED'], expressions=[(dugout.people.models.IdRange('account_id'), '&&'), ('during', '&&')], name='ownership_one_at_a_time'),
        ),
        migrations.AddIndex(
            model_name='paper',
            index=models.Index(models.F('account'), models.OrderBy(models.F('id'), descending=True), name='paper_of_account'),
        ),
        migrations.AddIndex(
            model_name='paper',
            index=models.Index(condition=models.Q(('renewed_by__isnull', False)), fields=['renewed_by'], name='paper_renewals'),
        ),
        migrations.AddIndex(
            model_name='paper',
            index=models.Index(condition=models.Q(('confirmed_at__isnull', False), ('ended_at', None), ('kind', 'contract')), fields=['ends_on'], name='paper_running_out'),
        ),
        migrations.AddConstraint(
            model_name='paper',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['contract', 'order'])), name='paper_kind_known'),
        ),
        migrations.AddConstraint(
            model_name='paper',
            constraint=models.CheckConstraint(condition=models.Q(('confirmed_at', None), ('signed_on__isnull', False), _connector='OR'), name='paper_confirmed_is_signed'),
        ),
        migrations.AddConstraint(
            model_name='paper',
            constraint=models.CheckConstraint(condition=models.Q(('confirmed_at', None), ('kind', 'order'), models.Q(('ends_on__isnull', False), ('starts_on__isnull', False)), _connector='OR'), name='paper_contract_has_a_term'),
        ),
        migrations.AddConstraint(
            model_name='paper',
            constraint=models.CheckConstraint(condition=models.Q(('renewed_by', None), models.Q(('confirmed_at__isnull', False), ('ended_at__isnull', False), ('kind', 'contract')), _connector='OR'), name='paper_renewed_is_over'),
        ),
        migrations.AddConstraint(
            model_name='paper',
            constraint=models.UniqueConstraint(fields=('opportunity', 'kind'), name='paper_once_a_kind_and_opportunity'),
        ),
        migrations.AddConstraint(
            model_name='paper',
            constraint=models.UniqueConstraint(condition=models.Q(('external_source', ''), _negated=True), fields=('external_source', 'external_id'), name='paper_external_once'),
        ),
        migrations.AddIndex(
            model_name='movement',
            index=models.Index(fields=['account', 'on_day'], name='movement_of_account'),
        ),
        migrations.AddConstraint(
            model_name='movement',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['new', 'expansion', 'contraction', 'churn', 'reactivation', 'renewal'])), name='movement_kind_known'),
        ),
        migrations.AddConstraint(
            model_name='movement',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('amount', 0), ('kind', 'renewal')), models.Q(models.Q(('kind', 'renewal'), _negated=True), models.Q(('amount', 0), _negated=True)), _connector='OR'), name='movement_of_zero_is_a_renewal'),
        ),
        migrations.AddConstraint(
            model_name='department',
            constraint=models.CheckConstraint(condition=models.Q(('side__in', ['sales', 'account_management', 'other'])), name='department_side_known'),
        ),
        migrations.AddConstraint(
            model_name='post',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(deferrable=django.db.models.constraints.Deferrable['DEFERRED'], expressions=[(dugout.people.models.IdRange('person_id'), '&&'), ('during', '&&')], name='post_one_at_a_time'),
        ),
        migrations.AddConstraint(
            model_name='post',
            constraint=models.CheckConstraint(condition=models.Q(('reports_to', models.F('person')), _negated=True), name='post_not_own_manager'),
        ),
        migrations.AddConstraint(
            model_name='post',
            constraint=models.CheckConstraint(condition=models.Q(('during__isempty', False)), name='post_span_not_empty'),
        ),
        migrations.AddConstraint(
            model_name='paperline',
            constraint=models.CheckConstraint(condition=models.Q(('quantity__gte', 1)), name='paper_line_quantity_from_1'),
        ),
        migrations.AddConstraint(
            model_name='opportunityline',
            constraint=models.CheckConstraint(condition=models.Q(('quantity__gte', 1)), name='line_quantity_from_1'),
        ),
        migrations.AddConstraint(
            model_name='opportunityline',
            constraint=models.CheckConstraint(condition=models.Q(('unit_price__gte', 0)), name='line_price_not_negative'),
        ),
        migrations.AddConstraint(
            model_name='opportunityline',
            constraint=models.CheckConstraint(condition=models.Q(('discount_bp__lte', 10000)), name='line_discount_at_most_whole'),
        ),
        migrations.AddConstraint(
            model_name='opportunityline',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('recurring', False), ('term_months', None)), models.Q(('recurring', True), ('term_months__gte', 1)), _connector='OR'), name='line_term_when_recurring'),
        ),
        migrations.AddIndex(
            model_name='promise',
            index=models.Index(fields=['account', 'id'], name='promise_of_account'),
        ),
        migrations.AddIndex(
            model_name='promise',
            index=models.Index(condition=models.Q(('state', 'open')), fields=['by', 'due_on'], name='promise_due'),
        ),
        migrations.AddConstraint(
            model_name='promise',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('settled_at', None), ('state', 'open')), models.Q(('state__in', ['kept', 'broken']), ('settled_at__isnull', False)), _connector='OR'), name='promise_settled_whole'),
        ),
        migrations.AddConstraint(
            model_name='noneknown',
            constraint=models.UniqueConstraint(condition=models.Q(('withdrawn_at', None)), fields=('account', 'kind'), name='none_known_once'),
        ),
        migrations.AddConstraint(
            model_name='sellingstep',
            constraint=models.UniqueConstraint(fields=('process', 'number'), name='selling_step_number_once'),
        ),
        migrations.AddIndex(
            model_name='opportunity',
            index=models.Index(models.F('account'), models.OrderBy(models.F('id'), descending=True), name='opportunity_of_account'),
        ),
        migrations.AddIndex(
            model_name='opportunity',
            index=models.Index(models.F('step'), models.F('step_since'), models.F('id'), condition=models.Q(('outcome__in', ['open', 'won']), ('settled_at', None), ('account__isnull', False)), name='opportunity_on_board'),
        ),
        migrations.AddIndex(
            model_name='opportunity',
            index=models.Index(models.F('step'), models.F('step_since'), models.F('id'), condition=models.Q(('outcome__in', ['open', 'won']), ('settled_at', None), ('account', None)), name='opportunity_without_account'),
        ),
        migrations.AddIndex(
            model_name='opportunity',
            index=models.Index(models.F('step'), models.F('currency'), models.F('kind'), models.F('outcome'), models.ExpressionWrapper(models.Q(('account', None)), output_field=models.BooleanField()), condition=models.Q(('outcome__in', ['open', 'won']), ('settled_at', None)), include=('account', 'amount', 'step_since'), name='opportunity_sums'),
        ),
        migrations.AddIndex(
            model_name='opportunity',
            index=models.Index(condition=models.Q(('outcome', 'open')), fields=['owner', 'next_step_on', 'id'], name='opportunity_next_step'),
        ),
        migrations.AddConstraint(
            model_name='opportunity',
            constraint=models.CheckConstraint(condition=models.Q(('outcome__in', ['open', 'won', 'lost', 'abandoned'])), name='opportunity_outcome_known'),
        ),
        migrations.AddConstraint(
            model_name='opportunity',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('closed_on', None), ('outcome', 'open')), models.Q(models.Q(('outcome', 'open'), _negated=True), ('closed_on__isnull', False)), _connector='OR'), name='opportunity_closed_has_a_day'),
        ),
        migrations.AddConstraint(
            model_name='opportunity',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('outcome', 'lost'), _negated=True), models.Q(('lost_reason', ''), _negated=True), _connector='OR'), name='opportunity_lost_has_a_reason'),
        ),
        migrations.AddConstraint(
            model_name='opportunity',
            constraint=models.CheckConstraint(condition=models.Q(('amount', None), ('amount__gte', 0), _connector='OR'), name='opportunity_amount'),
        ),
        migrations.AddConstraint(
            model_name='opportunity',
            constraint=models.CheckConstraint(condition=models.Q(('step_since__gte', datetime.datetime(1899, 12, 31, 0, 0, tzinfo=datetime.timezone.utc))), name='opportunity_step_moment_can_be_read'),
        ),
        migrations.AddConstraint(
            model_name='opportunity',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('outcome', 'open'), _negated=True), ('settled_at', None), _connector='OR'), name='opportunity_open_is_not_settled'),
        ),
        migrations.AddConstraint(
            model_name='opportunity',
            constraint=models.UniqueConstraint(condition=models.Q(('external_source', ''), _negated=True), fields=('external_source', 'external_id'), name='opportunity_external_once'),
        ),
        migrations.AddConstraint(
            model_name='gate',
            constraint=models.UniqueConstraint(fields=('step', 'order'), name='gate_order_once'),
        ),
        migrations.AddIndex(
            model_name='settingversion',
            index=models.Index(models.F('key'), models.OrderBy(models.F('from_at'), descending=True), name='setting_newest'),
        ),
        migrations.AddConstraint(
            model_name='sidehead',
            constraint=models.CheckConstraint(condition=models.Q(('side__in', ['sales', 'account_management'])), name='side_head_of_a_selling_side'),
        ),
        migrations.AddConstraint(
            model_name='sidehead',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('side', 'sales')), expressions=[('during', '&&')], name='side_head_sales_one'),
        ),
        migrations.AddConstraint(
            model_name='sidehead',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('side', 'account_management')), expressions=[('during', '&&')], name='side_head_accounts_one'),
        ),
        migrations.AddConstraint(
            model_name='sidehead',
            constraint=models.CheckConstraint(condition=models.Q(('deputy', models.F('person')), _negated=True), name='side_head_deputy_is_another'),
        ),
        migrations.AddIndex(
            model_name='signal',
            index=models.Index(models.F('account'), models.OrderBy(models.F('severity'), descending=True), condition=models.Q(('resolved_at', None)), name='signal_open'),
        ),
        migrations.AddIndex(
            model_name='signal',
            index=models.Index(condition=models.Q(('resolved_at', None)), fields=['claimed_by'], name='signal_claimed'),
        ),
        migrations.AddConstraint(
            model_name='signal',
            constraint=models.CheckConstraint(condition=models.Q(('severity__in', [1, 2, 3, 4])), name='signal_severity_known'),
        ),
        migrations.AddConstraint(
            model_name='signal',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('claimed_at', None), ('claimed_by', None)), models.Q(('claimed_at__isnull', False), ('claimed_by__isnull', False)), _connector='OR'), name='signal_claim_whole'),
        ),
        migrations.AddConstraint(
            model_name='signal',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('outcome', ''), ('resolved_at', None)), models.Q(('resolved_at__isnull', False), models.Q(('outcome', ''), _negated=True)), _connector='OR'), name='signal_resolution_whole'),
        ),
        migrations.AddConstraint(
            model_name='signal',
            constraint=models.UniqueConstraint(condition=models.Q(('resolved_at', None), models.Q(('source_id', ''), _negated=True)), fields=('account', 'kind', 'source', 'source_id'), name='signal_once_until_resolved'),
        ),
        migrations.AddIndex(
            model_name='stagechange',
            index=models.Index(fields=['account', 'on_day'], name='stage_change_day'),
        ),
        migrations.AddIndex(
            model_name='stepmove',
            index=models.Index(fields=['opportunity', 'id'], name='step_move_of'),
        ),
        migrations.AddConstraint(
            model_name='submission',
            constraint=models.UniqueConstraint(fields=('handoff', 'number'), name='submission_number_once'),
        ),
        migrations.AddIndex(
            model_name='tag',
            index=models.Index(models.F('about_kind'), models.F('about_id'), models.OrderBy(models.F('at'), descending=True), name='tag_about'),
        ),
        migrations.AddConstraint(
            model_name='taggedrevision',
            constraint=models.UniqueConstraint(fields=('tag', 'revision'), name='tagged_revision_once'),
        ),
        migrations.AddConstraint(
            model_name='section',
            constraint=models.UniqueConstraint(fields=('account', 'kind'), name='section_once_an_account'),
        ),
        migrations.AddConstraint(
            model_name='revision',
            constraint=models.UniqueConstraint(deferrable=django.db.models.constraints.Deferrable['IMMEDIATE'], fields=('text', 'number'), name='revision_number_once'),
        ),
        migrations.AddConstraint(
            model_name='revision',
            constraint=models.CheckConstraint(condition=models.Q(('number__gte', 1)), name='revision_number_from_1'),
        ),
        migrations.AddConstraint(
            model_name='wentonwithout',
            constraint=models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='went_on_with_a_reason'),
        ),
        migrations.AddConstraint(
            model_name='wentonwithout',
            constraint=models.UniqueConstraint(fields=('opportunity', 'gate'), name='went_on_without_once'),
        ),
    ]
