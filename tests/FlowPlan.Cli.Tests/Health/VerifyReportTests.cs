using FlowPlan.Cli.Health;

namespace FlowPlan.Cli.Tests.Health;

/// <summary>The way of a test record, in each format.</summary>
public sealed class VerifyReportTests
{
    private static readonly VerifyResult Arrived = new(
        "flow.orders", [Passed("live", 0), Passed("accepted", 0.2, "xactionId 1:2:3"), Passed("run", 61.04), Passed("dataset", 61.04)], "1:2:3");

    private static readonly VerifyResult Rejected = new(
        "flow.orders", [Passed("live", 0), Passed("accepted", 0.2, "xactionId 1:2:3"), Passed("run", 3, "counted as failed"), Failed("dataset", 3, "#/person/name: expected type: object")], "1:2:3");

    private static readonly VerifyResult NotLive = new(
        "flow.orders", [Failed("live", 0, "the flow is too new, or still initializing"), Skipped("accepted"), Skipped("run"), Skipped("dataset")], null);

    [Test]
    public void A_record_that_arrived() => Assert.That(VerifyReport.Of("console", Arrived), Is.EqualTo(
        """
        STAGE     RESULT  AFTER  DETAIL
        live      passed  0.0s
        accepted  passed  0.2s   xactionId 1:2:3
        run       passed  61.0s
        dataset   passed  61.0s
        The record arrived in the dataset of flow.orders after 61.0s.

        """.ReplaceLineEndings("\n")));

    [Test]
    public void A_record_that_does_not_follow_its_schema() => Assert.That(VerifyReport.Of("console", Rejected), Is.EqualTo(
        """
        STAGE     RESULT  AFTER  DETAIL
        live      passed  0.0s
        accepted  passed  0.2s   xactionId 1:2:3
        run       passed  3.0s   counted as failed
        dataset   failed  3.0s   #/person/name: expected type: object
        The record did not arrive: it did not pass 'dataset'.

        """.ReplaceLineEndings("\n")));

    [Test]
    public void A_flow_that_is_not_live_yet() => Assert.That(VerifyReport.Of("console", NotLive), Is.EqualTo(
        """
        STAGE     RESULT   AFTER  DETAIL
        live      failed   0.0s   the flow is too new, or still initializing
        accepted  skipped  -
        run       skipped  -
        dataset   skipped  -
        flow.orders does not accept data yet; no record was sent.

        """.ReplaceLineEndings("\n")));

    [Test]
    public void JUnit_has_a_test_case_for_each_stage() => Assert.That(VerifyReport.Of("junit", NotLive), Is.EqualTo(
        """
        <testsuites>
          <testsuite name="flowplan verify flow.orders" tests="4" failures="1" skipped="3">
            <testcase classname="flow.orders" name="live" time="0.000">
              <failure message="the flow is too new, or still initializing" />
            </testcase>
            <testcase classname="flow.orders" name="accepted" time="0.000">
              <skipped />
            </testcase>
            <testcase classname="flow.orders" name="run" time="0.000">
              <skipped />
            </testcase>
            <testcase classname="flow.orders" name="dataset" time="0.000">
              <skipped />
            </testcase>
          </testsuite>
        </testsuites>

        """.ReplaceLineEndings("\n")));

    [Test]
    public void JSON_says_where_the_record_is_stuck() => Assert.That(VerifyReport.Of("json", Rejected), Does.StartWith(
        """
        {
          "address": "flow.orders",
          "arrived": false,
          "live": true,
          "transactionId": "1:2:3",
          "stuckAt": "dataset",
          "stages": [
        """.ReplaceLineEndings("\n")).And.Contain("\"latencySeconds\": 3,\n      \"detail\": \"#/person/name: expected type: object\""));

    private static VerifyStage Passed(string name, double seconds, string? detail = null) => new(name, StageStatus.Passed, TimeSpan.FromSeconds(seconds), detail);

    private static VerifyStage Failed(string name, double seconds, string detail) => new(name, StageStatus.Failed, TimeSpan.FromSeconds(seconds), detail);

    private static VerifyStage Skipped(string name) => new(name, StageStatus.Skipped, TimeSpan.Zero);
}
