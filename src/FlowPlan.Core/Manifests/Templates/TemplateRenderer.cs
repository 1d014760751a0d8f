using System.Collections.Immutable;
using System.Runtime.InteropServices;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Manifests.Model;
using FlowPlan.Core.Manifests.Syntax;
using FlowPlan.Core.Manifests.Variables;
using FlowPlan.Core.Values;
using Scriban;
using Scriban.Parsing;
using Scriban.Syntax;

namespace FlowPlan.Core.Manifests.Templates;

/// <summary>
/// Evaluates the expressions in scalar values, after YAML has been parsed: text never turns into structure, and every
/// error has a position. Only <c>var</c> and <c>imports</c> or <c>input</c>, <c>each</c>, <c>environment</c>, <c>project</c>, <c>tenant</c> and pure functions are in scope. A value
/// computed from a secret is a secret.
/// </summary>
internal sealed class TemplateRenderer : IExpressionEvaluator
{
    private const string OfSecret = "it fails; details are hidden because it reads a sensitive variable";

    private static readonly ParserOptions Options = new() { ExpressionDepthLimit = 100, ParseFloatAsDecimal = true };

    private readonly TemplateNames names;
    private readonly EnvironmentDeclaration environment;
    private readonly string project;
    private readonly TemplateCache cache;

    // The same text always has the same value, and most texts of a large manifest occur many times.
    private readonly Dictionary<string, Value> known = new(StringComparer.Ordinal);

    private Dictionary<string, TemplateScope> scopes;
    private DiagnosticBag found = new();

    /// <summary>An evaluator with the variables of a manifest.</summary>
    public TemplateRenderer(VariableValues values, EnvironmentDeclaration environment, string project, Func<long> clock)
        : this(TemplateNames.OfVariables(values), environment, project, new(clock))
    {
    }

    private TemplateRenderer(TemplateNames names, EnvironmentDeclaration environment, string project, TemplateCache cache)
    {
        this.names = names;
        this.environment = environment;
        this.project = project;
        this.cache = cache;
        scopes = [];
    }

    /// <summary>An evaluator that can read the outputs of other projects.</summary>
    public TemplateRenderer WithImports(VariableValues imports) => new(names.WithImports(imports), environment, project, cache);

    /// <summary>An evaluator for the resource that <c>forEach</c> makes of one item.</summary>
    public TemplateRenderer WithEach(string key, Value value) => new(names.WithEach(key, value), environment, project, cache);

    /// <summary>An evaluator for the resources of a <c>forEach</c> that is not known.</summary>
    public TemplateRenderer WithUnknownEach() => new(names.WithUnknownEach(), environment, project, cache);

    /// <summary>An evaluator for a component.</summary>
    public TemplateRenderer WithInputs(VariableValues inputs) => new(TemplateNames.OfInputs(inputs), environment, project, cache);

    /// <inheritdoc/>
    public Node.Mapping Evaluate(Node.Mapping map, DiagnosticBag diagnostics)
    {
        found = diagnostics;
        var rendered = (Node.Mapping)Render(map);
        if (SecretsIn(rendered).FirstOrDefault() is { } secret)
            found.Add(TemplateDiagnostics.SecretInFile(secret.Span));
        return rendered;
    }

    /// <inheritdoc/>
    public TenantName Tenant => environment.Tenant;

    /// <summary>A value with every expression in it replaced by its value; one that fails is reported and not replaced.</summary>
    public Node Render(Node node, DiagnosticBag diagnostics)
    {
        found = diagnostics;
        return Render(node);
    }

    /// <inheritdoc/>
    public Value? Evaluate(string expression, DiagnosticBag diagnostics)
    {
        found = diagnostics;
        var text = $"{{{{ {expression} }}}}";
        var source = new SourceText("expression", text);
        var scalar = new Node.Scalar(Value.Of(text), source.Span(0, text.Length)) { Raw = text, IsWritten = true };
        return Evaluate(scalar);
    }

    private bool ReadSecret => scopes.Values.Any(s => s.ReadSecret);

    private Func<MappingEntry, MappingEntry> RenderEntry => field ??= Render;

    private Func<Node, Node> RenderNode => field ??= Render;

    /// <summary>The node itself where there is no expression in it, as in most.</summary>
    private Node Render(Node node) => node switch
    {
        Node.Mapping mapping => Render(mapping.Entries, RenderEntry) is var entries && entries == mapping.Entries ? mapping : mapping with { Entries = entries },
        Node.Sequence sequence => Render(sequence.Items, RenderNode) is var items && items == sequence.Items ? sequence : sequence with { Items = items },
        Node.Scalar { IsTemplate: true } scalar => Evaluate(scalar) is { } value ? ToNode(scalar, value) : scalar,
        _ => node,
    };

    private static ImmutableArray<T> Render<T>(ImmutableArray<T> parts, Func<T, T> render)
        where T : class
    {
        T[]? rendered = null;
        for (var i = 0; i < parts.Length; i++)
        {
            var part = render(parts[i]);
            if (rendered is null && !ReferenceEquals(part, parts[i]))
                rendered = [.. parts];
            if (rendered is not null)
                rendered[i] = part;
        }

        return rendered is null ? parts : ImmutableCollectionsMarshal.AsImmutableArray(rendered);
    }

    private MappingEntry Render(MappingEntry entry)
    {
        if (entry.Key.IndexOf("{{", StringComparison.Ordinal) is >= 0 and var open && entry.Key.IndexOf("}}", open, StringComparison.Ordinal) > 0)
            found.Add(TemplateDiagnostics.InKey(entry.KeySpan));
        var value = Render(entry.Value);
        return ReferenceEquals(value, entry.Value) ? entry : entry with { Value = value };
    }

    private static IEnumerable<Node.Scalar> SecretsIn(Node node) => node switch
    {
        Node.Mapping map => map.Entries.SelectMany(e => SecretsIn(e.Value)),
        Node.Sequence list => list.Items.SelectMany(SecretsIn),
        Node.Scalar { Value: Value.Secret } secret => [secret],
        _ => [],
    };

    private Value? Evaluate(Node.Scalar scalar)
    {
        if (known.TryGetValue(scalar.Raw, out var value))
            return value;
        if (cache.Get(scalar.Raw, () => Parse(scalar)) is not { } parsed)
            return null;
        try
        {
            value = Run(parsed);
            known.Add(scalar.Raw, value);
            foreach (var constant in parsed.Check.Constants)
                found.Add(TemplateDiagnostics.Constant(PlaceOf(scalar, constant.Span)));
            return value;
        }
        catch (ScriptAbortException)
        {
            found.Add(TemplateDiagnostics.OutOfTime(scalar.Span));
        }
        catch (ScriptRuntimeException fault) when ((fault as UnsetVariableException ?? fault.InnerException as UnsetVariableException) is { } unset)
        {
            // Where that is an error, it was reported.
            return unset.IsSensitive ? VariableValues.UnsetSecret : null;
        }
        catch (ScriptRuntimeException fault)
        {
            found.Add(Explain(scalar, fault));
        }
        catch (Exception fault) when (TemplateFaults.IsOfFunction(fault))
        {
            found.Add(TemplateDiagnostics.Template(scalar.Span, ReadSecret ? OfSecret : Plain(fault.Message), null));
        }

        return null;
    }

    private TemplateCache.Parsed? Parse(Node.Scalar scalar)
    {
        // Checked first, because the parser gives no position for a missing end.
        if (TemplateCheck.Unclosed(scalar.Raw) is { } open)
        {
            found.Add(TemplateDiagnostics.Syntax(ScalarPlaces.Locate(scalar, open, open + 2), "it is not closed with }}"));
            return null;
        }

        if (TemplateCheck.Empty(scalar.Raw) is { } empty)
        {
            found.Add(TemplateDiagnostics.Syntax(ScalarPlaces.Locate(scalar, empty, empty + 2), "it is empty"));
            return null;
        }

        var template = Template.Parse(scalar.Raw, parserOptions: Options);
        if (template.HasErrors)
        {
            var error = template.Messages[0];
            found.Add(TemplateDiagnostics.Syntax(PlaceOf(scalar, error.Span), Plain(error.Message)));
            return null;
        }

        var check = TemplateCheck.Of(template);
        if (check.Function is { } function)
        {
            found.Add(TemplateDiagnostics.Syntax(PlaceOf(scalar, function.Span), "functions cannot be defined here"));
            return null;
        }

        return new(template, check);
    }

    private Value Run(TemplateCache.Parsed parsed)
    {
        var template = parsed.Template;
        scopes = names.Open(parsed.Check.UsedAsWhole);
        var value = cache.Timed(outOfTime =>
        {
            var run = new TemplateRun(() => ReadSecret, names.All, Globals(), outOfTime);
            return TemplateCheck.IsWhole(template) ? ScriptValues.ToValue(template.Evaluate(run)) : Value.Of(template.Render(run));
        });
        return ReadSecret ? new Value.Secret(value) : value;
    }

    private TemplateGlobals Globals()
    {
        var globals = new TemplateGlobals(environment.Tenant);
        foreach (var (name, scope) in scopes)
            globals.SetValue(name, scope, readOnly: true);
        globals.SetValue("environment", TemplateScope.OfEnvironment(environment), readOnly: true);
        globals.SetValue("project", project, readOnly: true);
        globals.IsReadOnly = true;
        return globals;
    }

    private Diagnostic Explain(Node.Scalar scalar, ScriptRuntimeException fault)
    {
        if ((fault as UnknownNameException ?? fault.InnerException as UnknownNameException) is { } unknown)
            return TemplateDiagnostics.UnknownName(PlaceOf(scalar, unknown.Span), unknown.What, unknown.Name, unknown.Possible, unknown.Advice);
        return TemplateDiagnostics.Template(PlaceOf(scalar, fault.Span), ReadSecret ? OfSecret : Plain(fault.OriginalMessage), null);
    }

    /// <summary>A list or map from an expression becomes nodes, so that the schema is checked on it too.</summary>
    private static Node ToNode(Node.Scalar scalar, Value value) => value switch
    {
        Value.List(var items) => new Node.Sequence([.. items.Select(i => ToNode(scalar, i))], scalar.Span),
        Value.Map map => new Node.Mapping([.. map.Entries.Select(e => new MappingEntry(e.Key, scalar.Span, ToNode(scalar, e.Value)))], scalar.Span),
        Value.Secret(Value.List(var items)) => new Node.Sequence([.. items.Select(i => ToNode(scalar, new Value.Secret(i)))], scalar.Span),
        Value.Secret(Value.Map map) => new Node.Mapping(
            [.. map.Entries.Select(e => new MappingEntry(e.Key, scalar.Span, ToNode(scalar, new Value.Secret(e.Value))))], scalar.Span),
        _ => new Node.Scalar(value, scalar.Span)
        {
            Raw = value is Value.Secret ? string.Empty : value.ToString(),
            Expression = scalar.Raw,
            IsUnset = ReferenceEquals(value, VariableValues.UnsetSecret),
        },
    };

    private static Diagnostics.SourceSpan PlaceOf(Node.Scalar scalar, Scriban.Parsing.SourceSpan at) =>
        ScalarPlaces.Locate(scalar, at.Start.Offset, at.End.Offset + 1);

    private static string Plain(string message) =>
        message.ReplaceLineEndings(" ").TrimEnd('.', ' ');
}
