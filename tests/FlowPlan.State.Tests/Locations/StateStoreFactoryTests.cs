using FlowPlan.Core.Diagnostics;
using FlowPlan.State.Locations;

namespace FlowPlan.State.Tests.Locations;

/// <summary>A location to its store, without a call.</summary>
public sealed class StateStoreFactoryTests
{
    private static readonly Dictionary<string, string> Variables = new()
    {
        ["AWS_ACCESS_KEY_ID"] = "id",
        ["AWS_SECRET_ACCESS_KEY"] = "canary-secret",
        ["AWS_REGION"] = "eu-central-1",
        ["AZURE_STORAGE_SAS_TOKEN"] = "sv=1&sig=canary-secret",
        ["TF_HTTP_ADDRESS"] = "https://jane:canary-secret@states.example/shop?token=canary-secret",
        ["PGPASSWORD"] = "canary-secret",
    };

    [TestCase("postgres://db.example/states", "postgres://db.example:5432/states/shop/dev")]
    [TestCase("s3://bucket/team", "s3://bucket/team/shop/dev")]
    [TestCase("azblob://account/container/team", "azblob://account/container/team/shop/dev")]
    [TestCase("https://gitlab.example/api/v4/projects/1/terraform/state/shop?x=canary-secret", "https://gitlab.example/api/v4/projects/1/terraform/state/shop")]
    [TestCase("http", "https://states.example/shop")]
    public async Task Each_scheme_has_its_store_which_is_described_without_credentials(string location, string description)
    {
        await using var store = new StateStoreFactory(Variables, TimeProvider.System).Open(Parse(location), new("shop", "dev", "/"));

        Assert.That(store.Description, Is.EqualTo(description));
    }

    [TestCase("file", "file")]
    [TestCase("http", "http")]
    [TestCase("postgres://canary:canary@h:1/db/p?schema=s&sslmode=require", "postgres://h:1/db/p?schema=s&sslmode=require")]
    [TestCase("s3://bucket/p?endpoint=https://minio.example:9000", "s3://bucket/p?endpoint=https://minio.example:9000")]
    [TestCase("https://canary:canary@states.example:8443/shop?token=canary#canary", "https://states.example:8443/shop")]
    public void What_is_printed_of_a_location_shows_no_credential(string location, string setting)
    {
        var parsed = Parse(location);

        Assert.That(parsed.Setting, Is.EqualTo(setting));
        Assert.That(parsed.ToString(), Is.EqualTo(setting.Split('?')[0]));
    }

    [TestCase("azblob://account/container", 61, false)]
    [TestCase("azblob://account/container", 60, true)]
    [TestCase("s3://bucket", 61, true)]
    public async Task The_lease_is_no_longer_than_the_engine_allows(string location, int seconds, bool isAllowed)
    {
        var factory = new StateStoreFactory(new Dictionary<string, string>(Variables) { ["FLOWPLAN_STATE_LEASE"] = $"{seconds}" }, TimeProvider.System);
        if (isAllowed)
            await factory.Open(Parse(location), new("shop", "dev", "/")).DisposeAsync();
        else
            Assert.That(Checks.Throws("FP6408", () => factory.Open(Parse(location), new("shop", "dev", "/"))).Message, Does.Contain("60"));
    }

    private static StateLocation Parse(string text) => StateLocation.Parse(text, SourceSpan.OfFile("FLOWPLAN_STATE"));
}
