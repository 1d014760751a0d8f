using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Values;
using Scriban;
using Scriban.Functions;
using Scriban.Runtime;
using Scriban.Syntax;

namespace FlowPlan.Core.Manifests;

/// <summary>
/// Evaluates the expressions in scalar values, after YAML has been parsed: a text never turns into structure, and every
/// error has its place. Only <c>var</c>, <c>environment</c>, <c>project</c> and pure functions are in scope; loops,
/// recursion, regular expressions and output are bounded.
/// </summary>
internal sealed class TemplateRenderer
{
    private const int LoopLimit = 10_000;
    private const int OutputLimit = 1_000_000;
    private static readonly TimeSpan RegexTimeout = TimeSpan.FromMilliseconds(500);
    private static readonly string[] NotTemplated = ["apiVersion", "project", "variables", "environments", "include"];

    private readonly TemplateScope variables;
    private readonly TemplateContext context;
    private readonly ScriptObject globals = [];
    private readonly DiagnosticBag found;

    private TemplateRenderer(VariableValues values, EnvironmentDeclaration environment, string project, DiagnosticBag found)
    {
        this.found = found;
        variables = TemplateScope.OfVariables(values);
        globals.SetValue("var", variables, readOnly: true);
        globals.SetValue("environment", TemplateScope.OfEnvironment(environment), readOnly: true);
        globals.SetValue("project", project, readOnly: true);
        context = new TemplateContext(PureFunctions())
        {
            StrictVariables = true,
            EnableRelaxedMemberAccess = false,
            EnableRelaxedTargetAccess = false,
            EnableRelaxedFunctionAccess = false,
            LoopLimit = LoopLimit,
            LoopLimitQueryable = LoopLimit,
            RecursiveLimit = 50,
            ObjectRecursionLimit = 20,
            LimitToString = OutputLimit,
            RegexTimeOut = RegexTimeout,
        };
    }

    /// <summary>Whether a scalar holds an expression.</summary>
    public static bool IsTemplate(Node.Scalar scalar) =>
        scalar.Value is Value.Text && scalar.Raw.Contains("{{", StringComparison.Ordinal);

    public static Node.Mapping Render(
        Node.Mapping manifest, VariableValues values, EnvironmentDeclaration environment, string project, DiagnosticBag found)
    {
        var renderer = new TemplateRenderer(values, environment, project, found);
        return manifest with
        {
            Entries = [.. manifest.Entries.Select(e => NotTemplated.Contains(e.Key) ? e : e with { Value = renderer.Render(e.Value) })],
        };
    }

    private Node Render(Node node) => node switch
    {
        Node.Mapping mapping => mapping with { Entries = [.. mapping.Entries.Select(e => e with { Value = Render(e.Value) })] },
        Node.Sequence sequence => sequence with { Items = [.. sequence.Items.Select(Render)] },
        Node.Scalar scalar when IsTemplate(scalar) => Evaluate(scalar),
        _ => node,
    };

    private Node Evaluate(Node.Scalar scalar)
    {
        var template = Template.Parse(scalar.Raw);
        if (template.HasErrors)
        {
            var error = template.Messages[0];
            found.Add(VariableDiagnostics.Template(PlaceOf(scalar, error.Span), Plain(error.Message), null));
            return scalar;
        }

        // Counters of loops and limits begin anew with each value; resetting them takes the scope away too.
        context.Reset();
        context.PushGlobal(globals);
        variables.ReadSecret = false;
        try
        {
            var value = WholeExpression(template) is not null
                ? TemplateScope.ToValue(template.Evaluate(context))
                : Value.Of(template.Render(context));
            return Rendered(scalar, variables.ReadSecret ? new Value.Secret(value) : value);
        }
        catch (ScriptRuntimeException fault)
        {
            var text = variables.ReadSecret ? "an error in an expression that reads a sensitive variable" : Plain(fault.OriginalMessage);
            found.Add(VariableDiagnostics.Template(PlaceOf(scalar, fault.Span), text, null));
        }
        catch (Exception fault) when (fault is InvalidOperationException or ArgumentException or OverflowException or FormatException
            or DivideByZeroException or InvalidCastException or System.Text.RegularExpressions.RegexMatchTimeoutException)
        {
            var text = variables.ReadSecret ? "an error in an expression that reads a sensitive variable" : fault.Message;
            found.Add(VariableDiagnostics.Template(scalar.Span, text, null));
        }

        return scalar;
    }

    /// <summary>A list or map that an expression gave becomes nodes, so that the schema is checked on it too.</summary>
    private static Node Rendered(Node.Scalar scalar, Value value)
    {
        var span = value is Value.Secret ? scalar.Span with { Hidden = true } : scalar.Span;
        return value switch
        {
            Value.List(var items) => new Node.Sequence([.. items.Select(i => Rendered(scalar, i))], span),
            Value.Map map => new Node.Mapping([.. map.Entries.Select(e => new MappingEntry(e.Key, span, Rendered(scalar, e.Value)))], span),
            _ => new Node.Scalar(value, span) { Raw = value is Value.Secret ? string.Empty : value.ToString() },
        };
    }

    private static ScriptExpressionStatement? WholeExpression(Template template)
    {
        var statements = template.Page!.Body!.Statements
            .Where(s => s is not ScriptRawStatement { Text.Length: 0 } and not ScriptEscapeStatement)
            .ToList();
        return statements is [ScriptExpressionStatement only] ? only : null;
    }

    /// <summary>What is left of the built-in functions: nothing that reads files, the clock or chance, or runs text as a template.</summary>
    private static ScriptObject PureFunctions()
    {
        var all = new BuiltinFunctions();
        var pure = new ScriptObject();
        foreach (var name in new[] { "array", "math", "object", "regex", "string" })
            pure[name] = all[name];
        foreach (var (room, function) in new[] { ("math", "random"), ("math", "uuid"), ("object", "eval"), ("object", "eval_template") })
            ((ScriptObject)pure[room]!).Remove(function);
        return pure;
    }

    private static SourceSpan PlaceOf(Node.Scalar scalar, Scriban.Parsing.SourceSpan at)
    {
        var span = scalar.Span;
        if (scalar.Verbatim)
        {
            var quote = span.Source.Line(span.Line)?.ElementAtOrDefault(span.Column - 1) is '"' or '\'' ? 1 : 0;
            var column = span.Column + quote + at.Start.Offset;
            return new(span.Source, span.Line, column, span.Line, Math.Max(column + 1, span.Column + quote + at.End.Offset + 1));
        }

        // In a block the lines of the text follow the line of the indicator, each behind the block's indentation.
        var line = span.Line + 1 + at.Start.Line;
        var written = scalar.Raw.Split('\n').ElementAtOrDefault(at.Start.Line);
        var indent = written is { Length: > 0 } ? span.Source.Line(line)?.IndexOf(written, StringComparison.Ordinal) ?? -1 : -1;
        return indent < 0 ? span : new(span.Source, line, indent + at.Start.Column + 1, line, indent + at.Start.Column + 2);
    }

    private static string Plain(string message) =>
        message.ReplaceLineEndings(" ").TrimEnd('.', ' ');
}
