using FlowPlan.Aep.Dialect;
using FlowPlan.Architecture.Tests.Sources;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace FlowPlan.Architecture.Tests;

/// <summary>A kind is known by its folder and a line of registration: nothing else in the product names one.</summary>
public sealed class KindNameTests
{
    /// <summary>The one folder whose folders name their own kind, and those that it refers to.</summary>
    private const string KindFolders = "src/FlowPlan.Aep/Kinds/";

    /// <summary>The emulator stands for the services and does not use the kinds; its JSON members have the same names.</summary>
    private const string Emulator = "src/FlowPlan.Emulator/";

    /// <summary>Folders beside those of the kinds, which serve all kinds.</summary>
    private static readonly string[] SharedFolders = ["Common", "Definitions"];

    /// <summary>Literals that may stay, each with its reason. An entry that no longer occurs is an error.</summary>
    private static readonly Dictionary<(string File, string Literal), string> Allowed = new()
    {
        [("src/FlowPlan.Aep/Kinds/Common/SchemaReference.cs", "schema")] = "the field of that name that three kinds have in common, not the kind",
        [("src/FlowPlan.Aep/Ingestion/RequiredFields.cs", "class")] = "a field of schemas",
        [("src/FlowPlan.Aep/Ingestion/InletFinder.cs", "dataType")] = "a field of connections, and a parameter of theirs",
        [("src/FlowPlan.State/Postgres/PostgresAddress.cs", "schema")] = "a parameter of a URL: the schema of a database",
        [("src/FlowPlan.Cli/Commands/Authoring/SchemaCommand.cs", "schema")] = "the name of a command that prints JSON Schemas",
        [("src/FlowPlan.Cli/Health/VerifyRun.cs", "dataset")] = "a stage of the way of a record",
        [("src/FlowPlan.Cli/Commands/Mappings/PreviewCommand.cs", "mapping")] = "the argument of a command on a mapping",
        [("src/FlowPlan.Cli/MappingTests/MappingTestReader.cs", "mapping")] = "a key of files with tests of a mapping",
        [("src/FlowPlan.Cli/Output/FlowOwnership.cs", "flow")] = "a plan is grouped by the flows that a reader thinks in",
        [("src/FlowPlan.Cli/Options/DataOptions.cs", "flow")] = "the argument of commands on the data of a flow",
    };

    private static readonly IReadOnlyList<string> Kinds = [.. new AepDialect().Kinds.Select(k => k.Name)];

    [Test]
    public void Only_the_folder_of_a_kind_names_a_kind()
    {
        var found = ProductText.Below("src", ".cs").Where(IsOutsideOfKinds).SelectMany(file => NamesIn(file, ProductText.Read(file))).ToList();

        Assert.Multiple(() =>
        {
            Assert.That(
                found.Where(f => !Allowed.ContainsKey((f.File, f.Literal))), Is.Empty,
                "let the kind's definition say it, as a property of KindDescription or an interface");
            Assert.That(Allowed.Keys.Except(found.Select(f => (f.File, f.Literal))), Is.Empty, "remove these entries of the list");
        });
    }

    [TestCase("""var x = "flow";""", 1)]
    [TestCase("""var x = y switch { "dataset" => 1, "mapping" => 2, _ => 3 };""", 2)]
    [TestCase("var x = \"\"\"schema\"\"\";", 1)]
    [TestCase("var x = $\"{a}\" + @\"connection\";", 1)]
    [TestCase("""var x = "the flow of " + nameof(flow); // "flow" """, 0)]
    public void A_literal_is_found_in_every_form_and_only_where_it_is_the_whole_text(string text, int expected) =>
        Assert.That(NamesIn("x.cs", text).Count(), Is.EqualTo(expected));

    [TestCase("src/FlowPlan.Aep/Kinds/Flows/FlowRules.cs", false)]
    [TestCase("src/FlowPlan.Aep/Kinds/Common/Keys.cs", true)]
    [TestCase("src/FlowPlan.Aep/Kinds/AepKinds.cs", true)]
    [TestCase("src/FlowPlan.Emulator/EmulatorHost.cs", false)]
    [TestCase("src/FlowPlan.Cli/CliApplication.cs", true)]
    public void The_rule_covers_all_but_the_folders_of_kinds_and_the_emulator(string file, bool expected) =>
        Assert.That(IsOutsideOfKinds(file), Is.EqualTo(expected));

    private static bool IsOutsideOfKinds(string file)
    {
        if (file.StartsWith(Emulator, StringComparison.Ordinal))
            return false;
        if (!file.StartsWith(KindFolders, StringComparison.Ordinal))
            return true;
        var inside = file[KindFolders.Length..].Split('/');
        return inside.Length == 1 || SharedFolders.Contains(inside[0]);
    }

    private static IEnumerable<(string File, int Line, string Literal)> NamesIn(string file, string text) =>
        from literal in CSharpSyntaxTree.ParseText(text).GetRoot().DescendantNodes().OfType<LiteralExpressionSyntax>()
        where literal.Kind() == SyntaxKind.StringLiteralExpression && Kinds.Contains(literal.Token.ValueText)
        select (file, literal.GetLocation().GetLineSpan().StartLinePosition.Line + 1, literal.Token.ValueText);
}
