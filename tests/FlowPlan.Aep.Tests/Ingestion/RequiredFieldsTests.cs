using System.Collections.Immutable;
using System.Text;
using FlowPlan.Aep.Ingestion;
using FlowPlan.Core.State;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Tests.Ingestion;

/// <summary>The fields that a record must have: those of standard classes, and those of own components in the lockfile.</summary>
[TestFixture]
internal sealed class RequiredFieldsTests
{
    private const string Xdm = "https://ns.adobe.com/xdm/";
    private const string Own = "https://ns.adobe.com/acme/";

    [TestCase("context/experienceevent", "_id", "timestamp")]
    [TestCase("context/segmentdefinition", "segmentName")]
    [TestCase("classes/media-scheduled-program", "scheduleDate", "mediaProgramDetails", "defaultMetadata", "customMetadata", "scheduleFilter")]
    [TestCase("classes/paid-media", "entityType")]
    [TestCase("classes/weather", "weatherID")]
    [TestCase("classes/consentpolicy", "name")]
    [TestCase("context/profile")]
    [TestCase("classes/not-there")]
    public void Those_of_a_class_are_known(string schemaClass, params string[] fields) =>
        Assert.That(RequiredFields.OfClass(Xdm + schemaClass).MissingIn("{}"u8), Is.EquivalentTo(fields));

    [Test]
    public void A_schema_that_is_not_known_has_none() => Assert.That(RequiredFields.None.MissingIn("{}"u8), Is.Empty);

    [TestCase("""{ }""")]
    [TestCase("""{ "_acme": { "memberId": "1" } }""")]
    [TestCase("""{ "_acme": { } }""", "_acme.memberId")]
    [TestCase("""{ "_other": { } }""")]
    [TestCase("""{ "_acme": { "memberId": "1", "home": { } } }""", "_acme.home.city")]
    [TestCase("""{ "_acme": { "memberId": "1", "home": { "city": "Bern" } } }""")]
    [TestCase("""{ "_acme": { "memberId": "1", "home": null } }""")]
    [TestCase("""{ "_acme": { "memberId": "1", "home": "Bern" } }""")]
    [TestCase("""{ "_acme": { "memberId": "1", "lines": [ { "sku": "a" }, { }, 7 ] } }""", "_acme.lines[1].sku")]
    [TestCase("""{ "_acme": { "memberId": "1", "homes": { "first": { "city": "Bern" }, "second": { } } } }""", "_acme.homes.second.city")]
    [TestCase("""{ "_acme": { "memberId": "1", "\ud800": { } } }""")]
    [TestCase("""{ "other": { "home": { } } }""")]
    public void Those_of_own_components_are_known_wherever_they_are(string record, params string[] missing) =>
        Assert.That(RequiredFields.Of(Own + "schemas/s", Applied).MissingIn(Encoding.UTF8.GetBytes(record)), Is.EqualTo(missing));

    [Test]
    public void A_schema_that_is_not_in_the_lockfile_requires_nothing() =>
        Assert.That(RequiredFields.Of(Own + "schemas/other", Applied).MissingIn("""{ "_acme": { } }"""u8), Is.Empty);

    private static Lockfile Applied => new()
    {
        Lineage = "l",
        Serial = 1,
        Scope = new("acme", "dev", "ACME@AdobeOrg", "dev"),
        Resources = ImmutableSortedDictionary.CreateRange(
        [
            Resource("schema.s", "schemas/s", ("class", Value.Of(Xdm + "context/profile")), ("fieldGroups", Value.Map.Of((Own + "mixins/g", Value.Of(true))))),
            Resource("fieldGroup.g", "mixins/g", ("fields", Value.Map.Of(
                ("memberId", Required("string")),
                ("home", Ref),
                ("lines[].sku", Required("string")),
                ("homes", Value.Map.Of(("type", Value.Of("map")), ("items", Ref)))))),
            Resource("dataType.t", "datatypes/t", ("fields", Value.Map.Of(("city", Required("string"))))),
        ]),
    };

    private static Value.Map Ref => Value.Map.Of(("ref", Value.Of(Own + "datatypes/t")));

    private static Value.Map Required(string type) => Value.Map.Of(("type", Value.Of(type)), ("required", Value.Of(true)));

    private static KeyValuePair<ResourceAddress, ResourceState> Resource(string address, string id, params (string, Value?)[] fields) =>
        new(ResourceAddress.Parse(address), new() { Id = Own + id, Fields = Value.Map.Of(fields) });
}
