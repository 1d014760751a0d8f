using FlowPlan.Aep.Http.Paging;

namespace FlowPlan.Aep.Tests.Http;

[TestFixture]
internal sealed class PageLinkTests
{
    [TestCase("/items?x=1", "data/service/items?x=1")]
    [TestCase("items?x=1", "data/service/items?x=1")]
    [TestCase("/data/service/items?x=1", "data/service/items?x=1")]
    [TestCase("/prefix/data/service/items?x=1", "data/service/items?x=1")]
    [TestCase("https://host/data/service/items", "https://host/data/service/items")]
    [TestCase("//host/items", "//host/items")]
    [TestCase("/items?token=a..b/../c", "data/service/items?token=a..b/../c")]
    [TestCase("/items?next=/data/service/other", "data/service/items?next=/data/service/other")]
    [TestCase("../other", null)]
    [TestCase("/items/../../other", null)]
    public void A_link_is_resolved_below_the_service(string link, string? path) =>
        Assert.That(PageLink.Resolve("data/service", link), Is.EqualTo(path));
}
