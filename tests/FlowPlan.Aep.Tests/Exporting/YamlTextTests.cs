using FlowPlan.Aep.Dialect;
using FlowPlan.Aep.Exporting;
using FlowPlan.Aep.Kinds.Definitions;
using FlowPlan.Aep.Kinds.Schemas;
using FlowPlan.Aep.Kinds.Schemas.Writing;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Manifests;
using FlowPlan.Core.Manifests.Files;
using FlowPlan.Core.Manifests.Model;
using FlowPlan.Core.Manifests.Variables;
using FlowPlan.Core.Manifests.Writing;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Tests.Exporting;

/// <summary>What is written is what is read, whatever it looks like.</summary>
public sealed class YamlTextTests
{
    /// <summary>What YAML, JSON and expressions are made of, so that random texts come near to what could be misread.</summary>
    private static readonly string[] Pieces =
    [
        "{", "{{", "}}", "{%{", "}%}", "%", "~", "-", " ", "  ", ":", ": ", "#", " #", "\"", "'", "\\", "\n", "\r\n", "\t", "|", ">", "[", "]", ",", "&", "*", "!", "?",
        "a", "Z", "0", "1e5", "0x1", ".", "..", "true", "null", "yes", "ä", "日", "😀", "\u0085", "\u2028", "\ufeff", "\u0001", "\u007f", "\u200b", "\u00a0", "var.x", "...", "---",
    ];

    private const string Group = "https://ns.adobe.com/acme/mixins/";

    private static readonly AepDialect Dialect = new();

    private static readonly IExpressionEvaluator Expressions = ManifestReader.Read(
        new ManifestRequest { Path = "/p", Source = new MemorySource("/p", [new("flowplan.yaml", "apiVersion: flowplan/v1\nproject: p\n")]) },
        Dialect.Vocabulary).Value!.Expressions;

    [TestCase("plain text", ExpectedResult = "plain text")]
    [TestCase("Ünïcödé", ExpectedResult = "Ünïcödé")]
    [TestCase("007", ExpectedResult = "\"007\"")]
    [TestCase("1e5", ExpectedResult = "\"1e5\"")]
    [TestCase("yes", ExpectedResult = "\"yes\"")]
    [TestCase("Null", ExpectedResult = "\"Null\"")]
    [TestCase("", ExpectedResult = "\"\"")]
    [TestCase("a: b", ExpectedResult = "\"a: b\"")]
    [TestCase("trail ", ExpectedResult = "\"trail \"")]
    [TestCase("concat(a, \" \", b)", ExpectedResult = "'concat(a, \" \", b)'")]
    [TestCase("it's \"so\"", ExpectedResult = "\"it's \\\"so\\\"\"")]
    [TestCase("two\nlines", ExpectedResult = "\"two\\nlines\"")]
    [TestCase("\u2028", ExpectedResult = "\"\\u2028\"")]
    public string A_text_has_quotes_where_it_needs_them(string text) => YamlScalars.Of(text);

    [TestCase("{{ var.x }}", ExpectedResult = "{{ \"{{\" }} var.x }}")]
    [TestCase("{{{", ExpectedResult = "{{ \"{{\" }}{")]
    [TestCase("a {%{ b", ExpectedResult = "a {%{ b")]
    [TestCase("{{ {%{", ExpectedResult = "{{ \"{{\" }} {{ \"{%\" }}{")]
    [TestCase("}}", ExpectedResult = "}}")]
    public string What_would_be_an_expression_is_written_as_one_that_gives_it(string text) => YamlScalars.WithoutExpressions(text);

    [FsCheck.NUnit.Property(MaxTest = 1000, QuietOnSuccess = true)]
    public void Any_text_comes_back_as_key_and_as_value(FsCheck.DoNotSize<int> given)
    {
        var random = new Random(given.Item);
        var texts = Enumerable.Range(0, 6).Select(_ => Text(random)).Append(LongText(random)).Distinct().ToList();
        var printer = new YamlPrinter()
            .Comment(Text(random))
            .Entry(new("apiVersion", Yaml.Literal("flowplan/v1")))
            .Entry(new("project", Yaml.Literal("p")))
            .Entry(new("schemas", new Yaml.Map([new("s", new Yaml.Map([new("ref", Yaml.EscapedText(texts[0]))]))])))
            .Entry(new("datasets", new Yaml.Map([new("d", Yaml.Map.Of(
                new YamlEntry("name", Yaml.LongText(texts[^1])),
                new YamlEntry("schema", Yaml.Literal("s")),
                new YamlEntry("tags", new Yaml.Map([.. texts.Select(t => new YamlEntry(t, new Yaml.List([.. texts.Select(Yaml.EscapedText)])) { TrailingComment = Text(random), Notes = [Text(random)] })]))) with
            { Multiline = true })])));
        var folder = Directory.CreateTempSubdirectory("flowplan-yaml-");
        try
        {
            File.WriteAllText(Path.Combine(folder.FullName, "flowplan.yaml"), printer.Text);

            var read = ManifestReader.Read(new ManifestRequest { Path = folder.FullName }, Dialect.Vocabulary);

            // A key is never evaluated, and one that looks like an expression is a warning.
            Assert.That(read.Diagnostics.Where(d => d.Code != "FP1221"), Is.Empty, printer.Text);
            var dataset = (Value.Map)read.Value!.Resources.Single(r => r.Section == "datasets").Body.ToValue();
            var list = new Value.List([.. texts.Select(Value.Of)]);
            Assert.That(dataset["name"], Is.EqualTo(Value.Of(texts[^1])));
            Assert.That(dataset["tags"], Is.EqualTo(Value.Map.Of(texts.Select(t => KeyValuePair.Create<string, Value>(t, list)))), printer.Text);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [FsCheck.NUnit.Property(MaxTest = 300, QuietOnSuccess = true)]
    public void A_definition_is_JSON_and_read_as_it_is(FsCheck.DoNotSize<int> given)
    {
        var random = new Random(given.Item);
        var expected = Value.Map.Of(
            ("title", Value.Of(Text(random))),
            ("description", Value.Of(Text(random))),
            ("class", Value.Of("https://ns.adobe.com/xdm/context/profile")),
            ("fieldGroups", Value.Map.Of((Group + Text(random), Value.Of(true)), (Group + Text(random), Value.Of(true)))),
            ("profile", Value.Of(true)));
        var text = SchemaDefinitionText.Of(expected, (_, id) => id);
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, text);
            var found = new DiagnosticBag();

            var fields = new FieldBuilder();

            var read = new SchemaDefinitionReader(DiskSource.Instance, Path.GetDirectoryName(file)!).Read(Expressions.Evaluate(ManifestFragment.Read(file, found)!, found), fields, found);

            Assert.That(found.ToSorted(), Is.Empty, text);
            Assert.That(read, Is.True, text);
            Assert.That(fields.ToFields(), Is.EqualTo(expected), text);
            Assert.That(() => System.Text.Json.JsonDocument.Parse(text), Throws.Nothing);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Test]
    public void Keys_are_lower_case_unique_and_do_not_depend_on_the_order_of_the_objects()
    {
        (ObjectKey, string?)[] objects =
        [
            (new("flow", "3"), "ACME: Loyalty!"), (new("flow", "1"), "acme loyalty"), (new("flow", "2"), "Acme/Loyalty 2"), (new("flow", "4"), "2024"), (new("flow", "5"), "日本"),
            (new("flow", "6"), null), (new("flow", "7"), new string('x', 90)), (new("flow", "8"), "taken"),
        ];

        var keys = ObjectKeys.Of(objects, ["taken"]);
        var reversed = ObjectKeys.Of(objects.Reverse(), ["taken"]);

        Assert.That(
            keys.OrderBy(k => k.Key).Select(k => k.Value),
            Is.EqualTo(new[] { "acme-loyalty", "acme-loyalty-2", "acme-loyalty-3", "_2024", "flow", "flow-2", new string('x', 60), "taken-2" }));
        Assert.That(reversed, Is.EquivalentTo(keys));
    }

    [Test]
    public void Variables_have_names_that_can_be_set_in_a_process()
    {
        var used = new HashSet<string>();

        string[] names = [ObjectKeys.Variable("my-lake", "s3.Key", used), ObjectKeys.Variable("my_lake", "s3-Key", used), ObjectKeys.Variable("_2024", "key", used)];

        Assert.That(names, Is.EqualTo(new[] { "my_lake_s3_Key", "my_lake_s3_Key_2", "secret_2024_key" }));
    }

    [Test]
    public void A_long_text_is_folded_where_a_reader_joins_it_again()
    {
        var text = "concat(" + string.Join(", ", Enumerable.Range(0, 12).Select(i => $"iif(field{i} == \"a, b\", \"x  y\", \"z\")")) + ")";

        var written = new YamlPrinter().Entry(new("m", new Yaml.Map([new("expression", Yaml.LongText(text)) { TrailingComment = "c" }]))).Text;

        Assert.That(written.Split('\n')[..4], Is.EqualTo((string[])
        [
            "m:",
            "  expression: >-  # c",
            "    concat(iif(field0 == \"a, b\", \"x  y\", \"z\"), iif(field1 == \"a, b\", \"x  y\", \"z\"),",
            "    iif(field2 == \"a, b\", \"x  y\", \"z\"), iif(field3 == \"a, b\", \"x  y\", \"z\"),",
        ]));
    }

    private static string LongText(Random random) =>
        string.Join(random.Next(2) == 0 ? " " : ", ", Enumerable.Range(0, 1 + random.Next(60)).Select(_ => random.Next(4) == 0 ? Text(random) : "word"));

    private static string Text(Random random) => string.Concat(Enumerable.Range(0, 1 + random.Next(6)).Select(_ => Pieces[random.Next(Pieces.Length)]));
}
