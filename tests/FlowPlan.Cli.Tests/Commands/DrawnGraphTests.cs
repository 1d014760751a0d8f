using System.Text.RegularExpressions;
using System.Xml.Linq;
using FlowPlan.Cli.Graphs;
using FlowPlan.Cli.Hosting;

namespace FlowPlan.Cli.Tests.Commands;

/// <summary>Graphs as they are drawn: by Graphviz, and by a page in a browser.</summary>
public sealed class DrawnGraphTests
{
    private const string Flows =
        """
        connections: { web: { name: Web, dataType: raw } }
        schemas: { s: { ref: "https://ns.adobe.com/acme/schemas/1" } }
        datasets: { d: { name: D, schema: s } }
        mappings: { m: { schema: s, fields: { a: b } } }
        flows: { f: { forEach: ["</script><b>", y], name: "F {{ each.key }}", source: { connection: web }, target: { dataset: d }, mapping: m } }

        """;

    [Test]
    public async Task Graphviz_draws_an_SVG_with_a_node_for_each_resource()
    {
        Require("dot");
        using var cli = new InProcess { OtherProviders = new AepProviderFactory() }.Write(Flows);

        var run = await cli.RunAsync("graph", cli.Manifest, "--format", "svg");

        Assert.That((run.ExitCode, run.Error), Is.EqualTo((0, string.Empty)));
        var classes = XDocument.Parse(run.Output[run.Output.IndexOf("<svg", StringComparison.Ordinal)..]).Descendants().Select(e => (string?)e.Attribute("class")).ToList();
        Assert.That((classes.Count(c => c == "node"), classes.Count(c => c == "cluster"), classes.Count(c => c == "edge")), Is.EqualTo((10, 2, 14)));
    }

    [Test]
    public async Task Without_Graphviz_or_with_what_it_cannot_draw_there_is_one_error()
    {
        var missing = await Graphviz.DrawAsync("no-such-program", "digraph {}", CancellationToken.None);
        var invalid = await Graphviz.DrawAsync(Require("dot"), "not a graph", CancellationToken.None);

        Assert.That(missing.Diagnostics.Select(d => (d.Code, d.Message)), Is.EqualTo(new[] { ("FP7024", "an SVG is drawn by Graphviz, and its program 'no-such-program' cannot be started") }));
        Assert.That(invalid.Diagnostics.Single().Code, Is.EqualTo("FP7024"));
        Assert.That(invalid.Diagnostics.Single().Message, Does.StartWith("Graphviz cannot draw the graph (exit code 1): Error: <stdin>: syntax error"));
    }

    [Test]
    public async Task A_page_lays_the_graph_out_in_a_browser_and_can_be_searched_moved_and_zoomed()
    {
        var program = Require("chromium-headless-shell");
        using var cli = new InProcess { OtherProviders = new AepProviderFactory() }.Write(Flows);
        var run = await cli.RunAsync("graph", cli.Manifest, "--format", "html");
        Assert.That((run.ExitCode, run.Error), Is.EqualTo((0, string.Empty)));
        var page = Path.Combine(cli.Manifest, "graph.html");
        await File.WriteAllTextAsync(page, run.Output);

        await using var browser = await Browser.OpenAsync(program, new Uri($"{new Uri(page)}#sourceconnection"));
        await browser.EvaluateAsync("new Promise(done => { const wait = () => document.querySelector('main svg') ? done('drawn') : setTimeout(wait, 20); wait(); })");
        Task<string> CountAsync(string selector) => browser.EvaluateAsync($"String(document.querySelectorAll('main {selector}').length)");

        // The address in the URL is found, and what refers to it or is referred to stays visible.
        Assert.That(await CountAsync(".node"), Is.EqualTo("10"));
        Assert.That(await CountAsync(".cluster"), Is.EqualTo("2"));
        Assert.That(await CountAsync(".node.match"), Is.EqualTo("2"));
        Assert.That(await CountAsync(".edge.near"), Is.EqualTo("4"));
        Assert.That(await browser.EvaluateAsync("[...document.querySelectorAll('main .cluster text')].map(t => t.textContent).join()"), Does.Contain("flow.f[\"</script><b>\"]"));
        Assert.That(await browser.EvaluateAsync("document.title + '; ' + document.getElementById('found').textContent + '; ' + document.getElementById('legend').textContent"), Is.EqualTo("FlowPlan: shop (dev); 2 of 10; 1 existing"));

        // Another search, also in the URL; Enter goes to what is found.
        await browser.EvaluateAsync("search.value = 'mapping.m'; search.dispatchEvent(new Event('input')); 'typed'");
        Assert.That(await browser.EvaluateAsync("location.hash + ' ' + found.textContent"), Is.EqualTo("#mapping.m 1 of 10"));
        var before = await browser.EvaluateAsync("svg.getAttribute('viewBox')");
        await browser.EvaluateAsync("search.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter' })); 'pressed'");
        Assert.That(await browser.EvaluateAsync("svg.getAttribute('viewBox')"), Is.Not.EqualTo(before));
        Assert.That(await browser.EvaluateAsync("(() => { const r = hits[0].element.getBoundingClientRect(), v = view.getBoundingClientRect(); return String(Math.round(r.left + r.width / 2 - v.left - v.width / 2)); })()"), Is.EqualTo("0"));

        // Dragged by 100 pixels, the drawing moves by as many; the wheel zooms, and 'Fit' shows all.
        const string Left = "svg.querySelector('.node').getBoundingClientRect().left";
        Assert.That(
            await browser.EvaluateAsync($$"""
                (() => {
                  const before = {{Left}};
                  view.dispatchEvent(new PointerEvent('pointerdown', { clientX: 300, clientY: 300, button: 0 }));
                  window.dispatchEvent(new PointerEvent('pointermove', { clientX: 400, clientY: 300 }));
                  window.dispatchEvent(new PointerEvent('pointerup', {}));
                  return String(Math.round({{Left}} - before));
                })()
                """),
            Is.EqualTo("100"));
        Assert.That(await browser.EvaluateAsync("(() => { const before = box.width; view.dispatchEvent(new WheelEvent('wheel', { deltaY: -1, clientX: 5, clientY: 60 })); return String(box.width < before); })()"), Is.EqualTo("true"));
        await browser.EvaluateAsync("document.getElementById('fit').click(); 'clicked'");
        Assert.That(await browser.EvaluateAsync("svg.getAttribute('viewBox')"), Is.EqualTo(before));
        Assert.That(await browser.EvaluateAsync("document.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' })), String(document.querySelectorAll('.dim').length) + location.hash"), Is.EqualTo("0"));
    }

    [Test]
    public async Task A_page_loads_nothing_and_ends_its_data_nowhere_early()
    {
        using var cli = new InProcess { OtherProviders = new AepProviderFactory() }.Write(Flows);

        var run = await cli.RunAsync("graph", cli.Manifest, "--format", "html");

        Assert.That(Regex.Count(run.Output, "</script>"), Is.EqualTo(3), "the data, the library and the page's own script");
        Assert.That(run.Output, Does.Contain("default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline' 'wasm-unsafe-eval'"));
    }

    [Test]
    public async Task A_key_that_looks_like_a_place_of_the_page_stays_a_key()
    {
        using var cli = new InProcess { OtherProviders = new AepProviderFactory() }.Write("connections: { web: { forEach: ['@viz@'], name: Web, dataType: raw } }\n");

        var run = await cli.RunAsync("graph", cli.Manifest, "--format", "html");

        Assert.That(run.Output, Does.Contain("connection.web[\\\\\\\"@viz@\\\\\\\"]"), run.Error);
    }

    /// <summary>The path of a program.</summary>
    private static string Require(string program)
    {
        var path = (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator).Select(f => Path.Combine(f, program)).FirstOrDefault(File.Exists);
        Needed.Require(path is not null, $"{program} is not installed.");
        return path!;
    }
}
