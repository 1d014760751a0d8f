using FlowPlan.Aep.Ingestion;

namespace FlowPlan.Aep.Tests.Ingestion;

/// <summary>The required fields at the top of the standard classes.</summary>
[TestFixture]
internal sealed class RequiredFieldsTests
{
    [TestCase("context/experienceevent", "_id", "timestamp")]
    [TestCase("context/segmentdefinition", "segmentName")]
    [TestCase("classes/media-scheduled-program", "scheduleDate", "mediaProgramDetails", "defaultMetadata", "customMetadata", "scheduleFilter")]
    [TestCase("classes/paid-media", "entityType")]
    [TestCase("classes/weather", "weatherID")]
    [TestCase("classes/consentpolicy", "name")]
    [TestCase("context/profile")]
    [TestCase("classes/not-there")]
    public void Those_of_a_class_are_known(string schemaClass, params string[] fields) =>
        Assert.That(RequiredFields.Of("https://ns.adobe.com/xdm/" + schemaClass), Is.EqualTo(fields));

    [Test]
    public void A_schema_that_is_not_known_has_none() => Assert.That(RequiredFields.Of(null), Is.Empty);
}
