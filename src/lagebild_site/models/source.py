"""Publishers' pages, feeds and lists that we watch, and what was watched when."""

from django.db import models

MAY_SHOW = [("full_text", "full text"), ("quote_only", "quotes only"), ("internal", "internal")]
RELIABILITY = [(grade, grade) for grade in "ABCDEF"]


class Source(models.Model):
    """A publisher's page, feed, list or API; what may be shown of it is `quote_only` while unknown."""

    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=300)
    state = models.CharField(max_length=16, blank=True)
    url = models.URLField(max_length=2000, blank=True)
    reliability = models.CharField(max_length=1, choices=RELIABILITY, default="F")
    is_own = models.BooleanField(default=False, help_text="Whether we publish it ourselves")
    may_show = models.CharField(max_length=12, choices=MAY_SHOW, default="quote_only")

    class Meta:
        """Sources are listed by name."""

        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class Coverage(models.Model):
    """That a source of a state was watched, from when to when, with what gaps (intervals `a/b`)."""

    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="coverage")
    state = models.CharField(max_length=16, db_index=True)
    watched_from = models.DateField()
    watched_to = models.DateField(null=True, blank=True)
    gaps = models.JSONField(default=list, blank=True)

    class Meta:
        """Coverage is listed by state and time."""

        ordering = ("state", "watched_from")

    def __str__(self) -> str:
        return f"{self.state}: {self.source} from {self.watched_from}"
