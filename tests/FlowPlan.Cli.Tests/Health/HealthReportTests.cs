using FlowPlan.Aep.Ingestion;
using FlowPlan.Cli.Health;

namespace FlowPlan.Cli.Tests.Health;

/// <summary>The health of flows, judged and shown.</summary>
public sealed class HealthReportTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    private static readonly HealthThresholds Thresholds = new(TimeSpan.FromHours(24), 0.01, TimeSpan.FromHours(2));
    private static readonly FlowLife Live = new(FlowReadiness.Live, TimeSpan.Zero);

    private static readonly FlowHealth[] Flows =
    [
        Judge("arriving", Live, RunAt(-1, 1000, 5)),
        Judge("failing", Live, RunAt(-1, 90, 10) with { Error = "INGEST-1: wrong type." }),
        Judge("silent", Live, RunAt(-5, 10, 0)),
        Judge("starting", new(FlowReadiness.Starting, TimeSpan.Zero)),
        Judge("stopped", new(FlowReadiness.Off, TimeSpan.Zero)),
    ];

    [Test]
    public void A_table_shows_each_flow_and_what_is_wrong() => Assert.That(Show("console"), Is.EqualTo(
        """
        FLOW           HEALTH     STATE     LAST SUCCESS          RECORDS  FAILED
        flow.arriving  healthy    live      2026-03-02 08:00:00Z  1,005    5 (0.5%)
        flow.failing   unhealthy  live      2026-03-02 08:00:00Z  100      10 (10%)
        flow.silent    unhealthy  live      2026-03-02 04:00:00Z  10       0 (0%)
        flow.starting  healthy    starting  -                     0        -
        flow.stopped   unhealthy  off       -                     0        -
        flow.failing: 10 of 100 records failed: INGEST-1: wrong type.
        flow.silent: no record for 5h, more than 2h.
        flow.stopped: it is disabled.

        """.ReplaceLineEndings("\n")));

    [Test]
    public void JUnit_has_a_test_case_for_each_flow() => Assert.That(Show("junit"), Is.EqualTo(
        """
        <testsuites>
          <testsuite name="flowplan health acme dev" tests="5" failures="3" skipped="0">
            <testcase classname="flow.arriving" name="health" time="0.000" />
            <testcase classname="flow.failing" name="health" time="0.000">
              <failure message="10 of 100 records failed: INGEST-1: wrong type" />
            </testcase>
            <testcase classname="flow.silent" name="health" time="0.000">
              <failure message="no record for 5h, more than 2h" />
            </testcase>
            <testcase classname="flow.starting" name="health" time="0.000" />
            <testcase classname="flow.stopped" name="health" time="0.000">
              <failure message="it is disabled" />
            </testcase>
          </testsuite>
        </testsuites>

        """.ReplaceLineEndings("\n")));

    [Test]
    public void Prometheus_gets_gauges() => Assert.That(HealthReport.Of("prometheus", "acme", "dev", Flows[..1]), Is.EqualTo(
        """
        # HELP flowplan_flow_healthy Whether the flow is as its thresholds expect.
        # TYPE flowplan_flow_healthy gauge
        flowplan_flow_healthy{project="acme",environment="dev",flow="arriving"} 1
        # HELP flowplan_flow_live Whether the flow takes data.
        # TYPE flowplan_flow_live gauge
        flowplan_flow_live{project="acme",environment="dev",flow="arriving"} 1
        # HELP flowplan_flow_records Records that arrived in the window.
        # TYPE flowplan_flow_records gauge
        flowplan_flow_records{project="acme",environment="dev",flow="arriving"} 1005
        # HELP flowplan_flow_failed_records Records that failed in the window.
        # TYPE flowplan_flow_failed_records gauge
        flowplan_flow_failed_records{project="acme",environment="dev",flow="arriving"} 5
        # HELP flowplan_flow_last_success_timestamp_seconds When a record was last written.
        # TYPE flowplan_flow_last_success_timestamp_seconds gauge
        flowplan_flow_last_success_timestamp_seconds{project="acme",environment="dev",flow="arriving"} 1772438400

        """.ReplaceLineEndings("\n")));

    [Test]
    public void JSON_has_what_the_table_has() => Assert.That(HealthReport.Of("json", "acme", "dev", Flows[2..3]), Is.EqualTo(
        """
        {
          "project": "acme",
          "environment": "dev",
          "healthy": false,
          "flows": [
            {
              "address": "flow.silent",
              "id": "id-silent",
              "healthy": false,
              "state": "live",
              "lastSuccess": "2026-03-02T04:00:00Z",
              "runs": 1,
              "recordsIn": 10,
              "recordsFailed": 0,
              "failureRate": 0,
              "problems": [
                "no record for 5h, more than 2h"
              ]
            }
          ]
        }

        """.ReplaceLineEndings("\n")));

    [Test]
    public void Only_runs_in_the_window_count_but_older_ones_for_the_silence()
    {
        var health = Judge("old", Live, RunAt(-1, 5, 0), RunAt(-30, 0, 100));

        Assert.That((health.IsHealthy, health.RecordsIn, health.Runs), Is.EqualTo((true, 5, 1)));
    }

    [Test]
    public void A_flow_that_never_got_a_record_is_silent_since_it_was_created()
    {
        Assert.That(Judge("new", Live).Problems, Is.EqualTo(new[] { "no record for 3 days, more than 2h" }));
        Assert.That(FlowHealth.Of(new(new("flow", "x"), "x"), new("enabled", Now), Live, false, [], Thresholds, Now).IsHealthy, Is.True);
    }

    [Test]
    public void Runs_that_failed_without_a_record_are_a_problem() =>
        Assert.That(Judge("x", Live, RunAt(-1, 5, 0), RunAt(-1, 0, 0) with { Status = "failed" }).Problems, Is.EqualTo(new[] { "1 of 2 runs failed" }));

    private static string Show(string format) => HealthReport.Of(format, "acme", "dev", Flows);

    private static FlowHealth Judge(string key, FlowLife life, params FlowRun[] runs) => FlowHealth.Of(
        new(new("flow", key), "id-" + key), new(life.Readiness == FlowReadiness.Off ? "disabled" : "enabled", Now.AddDays(-3)), life, false, runs, Thresholds, Now);

    private static FlowRun RunAt(int hours, int written, int failed) => new()
    {
        Id = "run",
        Status = "success",
        Created = Now.AddHours(hours),
        Started = Now.AddHours(hours),
        Completed = Now.AddHours(hours),
        RecordsIn = written + failed,
        RecordsOut = written,
        RecordsFailed = failed,
        BytesIn = 2048,
    };
}
