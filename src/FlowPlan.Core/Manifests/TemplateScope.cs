using System.Globalization;
using System.Numerics;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Values;
using Scriban;
using Scriban.Runtime;
using Scriban.Syntax;

namespace FlowPlan.Core.Manifests;

/// <summary>An object that expressions can read. Reading a name that it does not have is an error; reading a secret is noticed.</summary>
internal sealed class TemplateScope : ScriptObject
{
    private readonly string name;
    private readonly IReadOnlySet<string> sensitive;

    private TemplateScope(string name, IReadOnlyDictionary<string, Value> values, IReadOnlySet<string> sensitive)
    {
        this.name = name;
        this.sensitive = sensitive;
        foreach (var (key, value) in values)
            SetValue(key, ToScript(value), readOnly: true);
        IsReadOnly = true;
    }

    /// <summary>Whether a secret was read since this was last set to false.</summary>
    public bool ReadSecret { get; set; }

    public static TemplateScope OfVariables(VariableValues variables) => new("variable", variables.Values, variables.Sensitive);

    public static TemplateScope OfEnvironment(EnvironmentDeclaration environment) => new(
        "part of the environment",
        new Dictionary<string, Value>
        {
            ["name"] = Value.Of(environment.Name),
            ["sandbox"] = environment.Sandbox is { } sandbox ? Value.Of(sandbox) : Value.Nothing,
        },
        new HashSet<string>());

    public override bool TryGetValue(TemplateContext? context, Scriban.Parsing.SourceSpan span, string member, out object value)
    {
        if (sensitive.Contains(member))
            ReadSecret = true;
        if (base.TryGetValue(context, span, member, out value!))
            return true;
        throw new ScriptRuntimeException(span, $"there is no {name} '{member}'; {DidYouMean.Help(member, Keys, "none is declared")}");
    }

    /// <summary>A value as expressions see it.</summary>
    public static object? ToScript(Value value) => value switch
    {
        Value.Text(var text) => text,
        Value.Bool(var truth) => truth,
        Value.Number(var amount) when decimal.IsInteger(amount) && Math.Abs(amount) <= long.MaxValue => (long)amount,
        Value.Number(var amount) => amount,
        Value.List(var items) => new ScriptArray(items.Select(ToScript)),
        Value.Map map => ToObject(map),
        _ => null,
    };

    /// <summary>What an expression gave, as a value.</summary>
    public static Value ToValue(object? result) => result switch
    {
        null => Value.Nothing,
        bool truth => Value.Of(truth),
        string text => Value.Of(text),
        int or long or short or byte or uint or ulong => Value.Of(Convert.ToDecimal(result, CultureInfo.InvariantCulture)),
        BigInteger big when BigInteger.Abs(big) < (BigInteger)decimal.MaxValue => Value.Of((decimal)big),
        decimal amount => Value.Of(amount),
        double amount when Math.Abs(amount) < 7.9e28 => Value.Of((decimal)amount),
        float amount when Math.Abs(amount) < 7.9e28f => Value.Of((decimal)amount),
        IDictionary<string, object> map => Value.Map.Of(map.Select(e => KeyValuePair.Create(e.Key, ToValue(e.Value)))),
        System.Collections.IEnumerable items => new Value.List([.. items.Cast<object?>().Select(ToValue)]),
        _ => Value.Of(Convert.ToString(result, CultureInfo.InvariantCulture) ?? string.Empty),
    };

    private static ScriptObject ToObject(Value.Map map)
    {
        var target = new ScriptObject();
        foreach (var (key, value) in map.Entries)
            target[key] = ToScript(value)!;
        return target;
    }
}
