using System.Text.Json.Nodes;

namespace FlowPlan.EndToEnd.Tests.Data;

/// <summary>A test record on its way from the inlet to the dataset.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class VerifyTests
{
    [Test]
    public async Task A_record_is_marked_and_followed_to_the_dataset()
    {
        await using var data = await DataPlatform.StartAsync("xdm-open");

        var verify = await VerifyAsync(data, "--format", "json");

        Assert.That(verify.ExitCode, Is.Zero, verify.All);
        var result = JsonNode.Parse(verify.Output)!;
        var record = (await data.RecordsAsync("?dataSet=" + data.IdOf("dataset.orders"))).Single()!;
        Assert.That(((bool)result["arrived"]!, (string?)result["transactionId"]), Is.EqualTo((true, (string?)record["xactionId"])));
        Assert.That(result["stages"]!.AsArray().Select(s => $"{s!["name"]} {s["result"]}"), Is.EqualTo(new[] { "live passed", "accepted passed", "run passed", "dataset passed" }));
        var entity = record["body"]!["body"]!["xdmEntity"]!;
        Assert.That((string?)entity["_id"], Does.Match("^flowplan-verify-[0-9a-f]{12}$"));
        Assert.That((string?)entity["timestamp"], Does.Match("^20[0-9-]+T[0-9:.]+Z$"));
    }

    [Test]
    public async Task A_record_that_does_not_follow_its_schema_is_stuck_with_its_row_error()
    {
        await using var data = await DataPlatform.StartAsync("xdm-open");
        Edit(data, "priceTotal: 9.5", "priceTotal: much");

        var verify = await VerifyAsync(data);

        Assert.That(verify.ExitCode, Is.EqualTo(8), verify.All);
        Assert.That(verify.Output, Does.Contain("dataset   failed").And.Contain("#/commerce/order/priceTotal: expected type: number").And.Contain("it did not pass 'dataset'"));
    }

    [Test]
    public async Task A_record_that_the_inlet_rejects_is_stuck_there()
    {
        await using var data = await DataPlatform.StartAsync("xdm-open");
        await data.Platform.DeleteAsync("dataSets", data.IdOf("dataset.orders"));

        var verify = await VerifyAsync(data);

        Assert.That(verify.ExitCode, Is.EqualTo(8), verify.All);
        Assert.That(verify.Output, Does.Contain("accepted  failed").And.Contain("does not exist").And.Contain("dataset   skipped"));
    }

    [Test]
    public async Task A_record_that_is_not_written_in_time_is_stuck()
    {
        await using var data = await DataPlatform.StartAsync("xdm-open");
        Edit(data, "environments: [dev]", "timeout: 1s");
        await data.SetAsync("""{"ingestionLagMilliseconds":3600000}""");

        var verify = await VerifyAsync(data, "--format", "junit");

        Assert.That(verify.ExitCode, Is.EqualTo(8), verify.All);
        Assert.That(verify.Output, Does.Contain("tests=\"4\" failures=\"2\"").And.Contain("no batch of the dataset has a new record"));
        Assert.That(verify.Output, Does.Contain("no run of the flow counts a new record; the metrics of the inlet count 0 received, 0 passed on, 0 failed since then"));
    }

    [Test]
    public async Task A_flow_that_is_not_live_gets_no_record()
    {
        await using var data = await DataPlatform.StartAsync("xdm-open");
        await data.SetAsync("""{"flowLiveAfterSeconds":3600}""");

        var verify = await VerifyAsync(data);

        Assert.That((verify.ExitCode, data.Posts.Count), Is.EqualTo((9, 0)), verify.All);
        Assert.That(verify.Output, Does.Contain("flow.orders does not accept data yet; no record was sent."));
    }

    [TestCase("environments: [dev]", "environments: [test]", "must not be verified in environment 'dev'")]
    [TestCase("    verify:", "#", "has no block 'verify'")]
    public async Task A_flow_without_permission_is_not_verified(string text, string replacement, string message)
    {
        await using var data = await DataPlatform.StartAsync("xdm-open");
        if (replacement.EndsWith('#'))
        {
            var manifest = data.Workspace.Read("flowplan.yaml");
            var (begin, end) = (manifest.IndexOf(text, StringComparison.Ordinal), manifest.IndexOf("    health:", StringComparison.Ordinal));
            data.Workspace.Write("flowplan.yaml", manifest[..begin] + manifest[end..]);
        }
        else
        {
            Edit(data, text, replacement);
        }

        var verify = await VerifyAsync(data);

        Assert.That((verify.ExitCode, data.Posts.Count), Is.EqualTo((7, 0)), verify.All);
        Assert.That(verify.Error, Does.Contain("FP8205").And.Contain(message));
    }

    private static Task<Support.ProcessResult> VerifyAsync(DataPlatform data, params string[] options) =>
        data.RunAsync(["verify", "orders", "--manifest", data.Workspace.Folder, .. options]);

    private static void Edit(DataPlatform data, string text, string replacement)
    {
        var manifest = data.Workspace.Read("flowplan.yaml");
        Assert.That(manifest, Does.Contain(text));
        data.Workspace.Write("flowplan.yaml", manifest.Replace(text, replacement, StringComparison.Ordinal));
    }
}
