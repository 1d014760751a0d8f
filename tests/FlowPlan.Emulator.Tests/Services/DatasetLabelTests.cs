using System.Net;
using FlowPlan.Emulator.Settings;

namespace FlowPlan.Emulator.Tests.Services;

/// <summary>The labels of datasets.</summary>
public sealed class DatasetLabelTests
{
    private const string OfField = """{"option":{"schemaPath":"/a"},"labels":["C3"]}""";

    [Test]
    public async Task The_first_labels_are_posted_and_later_ones_put_with_the_etag()
    {
        await using var emulator = await EmulatorClient.StartAsync();
        var (dataset, path) = await DatasetAsync(emulator);

        var none = await emulator.GetAsync(path);
        var notYet = await PutAsync(emulator, path, "x", """{"labels":["C1"]}""");
        var posted = await emulator.PostAsync(path, """{"labels":["C1"]}""");
        var again = await emulator.PostAsync(path, """{"labels":["C2"]}""");
        var read = await emulator.GetAsync(path);
        var unguarded = await PutAsync(emulator, path, null, """{"labels":["C2"]}""");
        var put = await PutAsync(emulator, path, EtagOf(read), """{"labels":["C2"]}""");
        var stale = await PutAsync(emulator, path, EtagOf(read), """{"labels":["C4"]}""");
        var last = await emulator.GetAsync(path);

        Assert.That(
            new[] { none, notYet, posted, again, read, unguarded, put, stale }.Select(a => (int)a.Status),
            Is.EqualTo(new[] { 404, 404, 201, 403, 200, 400, 200, 412 }));
        Assert.That((none.Text("code"), none.Text("path")), Is.EqualTo(("PES-404", $"/entities/AEP:dataset:{dataset}")));
        Assert.That(none.Response.Headers.ETag, Is.Null);
        Assert.That(last.At("AEP:dataset:" + dataset, "labels")!.ToJsonString(), Is.EqualTo("""["C2"]"""));
        Assert.That(EtagOf(last), Is.EqualTo(EtagOf(put)).And.Not.EqualTo(EtagOf(read)));
    }

    [Test]
    public async Task With_the_switch_PUT_sets_the_first_labels_and_POST_is_gone()
    {
        await using var emulator = await EmulatorClient.StartAsync(new() { Settings = new EmulatorSettings { PutCreatesDatasetLabels = true } });
        var (_, path) = await DatasetAsync(emulator);

        var none = await emulator.GetAsync(path);
        var posted = await emulator.PostAsync(path, """{"labels":["C1"]}""");
        var stale = await PutAsync(emulator, path, "x", """{"labels":["C1"]}""");
        var put = await PutAsync(emulator, path, EtagOf(none), """{"labels":["C1"]}""");

        Assert.That(new[] { none, posted, stale, put }.Select(a => (int)a.Status), Is.EqualTo(new[] { 404, 405, 412, 200 }));
    }

    [Test]
    public async Task Labels_of_fields_can_only_be_removed()
    {
        await using var emulator = await EmulatorClient.StartAsync();
        var (dataset, path) = await DatasetAsync(emulator);
        var seed = $$$"""[{"kind":"datasetLabels","id":"AEP:dataset:{{{dataset}}}","body":{"labels":["C1"],"optionalLabels":[{{{OfField}}}]}}]""";
        await emulator.PostAsync("__emulator/objects?organization=ACME@AdobeOrg&sandbox=dev", seed);

        var kept = await PutAsync(emulator, path, EtagOf(await emulator.GetAsync(path)), $$"""{"labels":["C2"],"optionalLabels":[{{OfField}}]}""");
        var removed = await PutAsync(emulator, path, EtagOf(kept), """{"labels":["C2"]}""");
        var added = await PutAsync(emulator, path, EtagOf(removed), $$"""{"labels":["C2"],"optionalLabels":[{{OfField}}]}""");

        Assert.That(new[] { kept, removed, added }.Select(a => (int)a.Status), Is.EqualTo(new[] { 200, 200, 400 }));
    }

    [TestCase("""{"labels":"C1"}""", HttpStatusCode.BadRequest)]
    [TestCase("""{"labels":[1]}""", HttpStatusCode.BadRequest)]
    [TestCase("[]", HttpStatusCode.BadRequest)]
    [TestCase("""{"labels":["C9"]}""", HttpStatusCode.Conflict)]
    public async Task What_is_not_valid_or_violates_a_policy_is_refused(string body, HttpStatusCode status)
    {
        await using var emulator = await EmulatorClient.StartAsync(new() { Settings = new EmulatorSettings { DeniedDatasetLabels = ["C9"] } });
        var (_, path) = await DatasetAsync(emulator);

        var answer = await emulator.PostAsync(path, body);

        Assert.That(answer.Status, Is.EqualTo(status));
        Assert.That(answer.Text("violations", "0", "violatedPolicies", "0", "name"), Is.EqualTo(status == HttpStatusCode.Conflict ? "No C9" : null));
    }

    [Test]
    public async Task They_go_with_their_dataset_and_have_no_other_calls()
    {
        await using var emulator = await EmulatorClient.StartAsync();
        var (dataset, path) = await DatasetAsync(emulator);
        await emulator.PostAsync(path, """{"labels":["C1"]}""");

        var deleted = await emulator.DeleteAsync(path);
        await emulator.DeleteAsync(EmulatorClient.Catalog + "dataSets/" + dataset);

        Assert.That(deleted.Status, Is.EqualTo(HttpStatusCode.MethodNotAllowed));
        Assert.That((await emulator.GetAsync("data/foundation/dataset/datasets")).Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That((await emulator.GetAsync(path)).Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That((await emulator.GetAsync("__emulator/objects")).Body!.AsArray().Select(o => (string?)o!["kind"]), Has.None.EqualTo("datasetLabels"));
    }

    private static async Task<(string Dataset, string Path)> DatasetAsync(EmulatorClient emulator)
    {
        var dataset = await emulator.DatasetAsync(await emulator.SchemaAsync());
        return (dataset, $"data/foundation/dataset/datasets/{dataset}/labels");
    }

    private static Task<Answer> PutAsync(EmulatorClient emulator, string path, string? etag, string body) =>
        emulator.SendAsync(HttpMethod.Put, path, body, ("If-Match", etag));

    private static string? EtagOf(Answer answer) => answer.Response.Headers.TryGetValues("ETag", out var values) ? values.First() : null;
}
