using System.Collections.Immutable;
using FlowPlan.Aep.Ingestion;
using FlowPlan.Aep.Settings;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.State;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Tests.Ingestion;

/// <summary>The lockfile alone says where the records of a flow go.</summary>
public sealed class InletFinderTests
{
    [TestCase("loyalty")]
    [TestCase("flow.loyalty")]
    public async Task A_managed_flow_is_found_without_a_call(string flow)
    {
        var inlet = await FindAsync(flow, "inletUrl");

        Assert.That((inlet.FlowId, inlet.InletId, inlet.DataSetId, inlet.SchemaId), Is.EqualTo(("f-1", "abc", "d-1", "s-1")));
        Assert.That((inlet.IsXdm, inlet.RequiresToken, inlet.ContentType), Is.EqualTo((true, true, "application/vnd.adobe.xed-full-notext+json; version=1.2")));
        Assert.That(inlet.Required.Contains("timestamp"), Is.True);
    }

    [Test]
    public async Task A_flow_of_another_source_has_no_inlet() =>
        Assert.That((await Assert.ThrowsAsync<DiagnosticException>(() => FindAsync("loyalty", "other")))!.Diagnostic.Code, Is.EqualTo("FP8202"));

    [TestCase("other")]
    [TestCase("dataset.loyalty")]
    [TestCase("a.b.c")]
    [TestCase("")]
    public async Task A_flow_that_is_not_there_is_one_finding(string flow) =>
        Assert.That((await Assert.ThrowsAsync<DiagnosticException>(() => FindAsync(flow, "inletUrl")))!.Diagnostic.Code, Is.EqualTo("FP8201"));

    private static async Task<Inlet> FindAsync(string flow, string attribute)
    {
        await using var provider = AepProvider.Create(
            new AepSettings { Organization = "ACME@AdobeOrg", Sandbox = "dev", ApiKey = "acme", Credentials = new AepCredentials.AccessToken(new("token")) },
            TimeProvider.System);
        return await new InletFinder(LockfileWith(attribute), provider.Ingestion).FindAsync(flow, CancellationToken.None);
    }

    private static Lockfile LockfileWith(string attribute) => new()
    {
        Lineage = "l",
        Serial = 1,
        Scope = new("acme", "dev", "ACME@AdobeOrg", "dev"),
        Resources = ImmutableSortedDictionary.CreateRange<ResourceAddress, ResourceState>(
        [
            Resource("connection.web", "c-1", ("dataType", Value.Of("xdm")), ("authenticationRequired", Value.Of(true))) is var (address, state)
                ? new(address, state with { Attributes = Value.Map.Of((attribute, Value.Of("https://dcs.adobedc.net/collection/abc"))) }) : default,
            Resource("sourceConnection.loyalty", "sc-1", ("baseConnectionId", Value.Of("c-1"))),
            Resource("targetConnection.loyalty", "tc-1", ("dataSetId", Value.Of("d-1")), ("schema", Value.Map.Of(("id", Value.Of("s-1")), ("version", Value.Of("1.2"))))),
            Resource("schema.loyalty", "s-1", ("class", Value.Of("https://ns.adobe.com/xdm/context/experienceevent"))),
            Resource("dataset.loyalty", "d-1"),
            Resource("flow.loyalty", "f-1", ("sourceConnectionId", Value.Of("sc-1")), ("targetConnectionId", Value.Of("tc-1"))),
        ]),
    };

    private static KeyValuePair<ResourceAddress, ResourceState> Resource(string address, string id, params (string, Value?)[] fields) =>
        new(ResourceAddress.Parse(address), new() { Id = id, Fields = Value.Map.Of(fields) });
}
