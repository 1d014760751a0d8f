using System.Buffers;
using System.Collections;
using System.Text;
using System.Text.Json;
using FlowPlan.Core.Values;
using Scriban;
using Scriban.Runtime;
using Scriban.Syntax;

namespace FlowPlan.Core.Manifests.Templates;

/// <summary>
/// <c>object.to_json</c>: what an expression has, as JSON on one line. Keys keep their order. The function of Scriban serializes by
/// reflection, which a native binary does not support.
/// </summary>
internal sealed class ToJsonFunction : IScriptCustomFunction
{
    private const int MaxDepth = 50;

    public int RequiredParameterCount => 1;

    public int ParameterCount => 1;

    public ScriptVarParamKind VarParamKind => ScriptVarParamKind.None;

    public Type ReturnType => typeof(string);

    public ScriptParameterInfo GetParameterInfo(int index) => new(typeof(object), "value");

    public object Invoke(TemplateContext context, ScriptNode? callerContext, ScriptArray arguments, ScriptBlockStatement? blockStatement)
    {
        try
        {
            return ToJson(arguments[0]);
        }
        catch (FormatException fault)
        {
            throw new ScriptRuntimeException(callerContext?.Span ?? default, fault.Message, fault);
        }
    }

    public ValueTask<object?> InvokeAsync(TemplateContext context, ScriptNode? callerContext, ScriptArray arguments, ScriptBlockStatement? blockStatement) =>
        ValueTask.FromResult<object?>(Invoke(context, callerContext, arguments, blockStatement));

    private static string ToJson(object? value)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
            Write(writer, value, 0);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void Write(Utf8JsonWriter writer, object? value, int depth)
    {
        if (depth > MaxDepth)
            throw new FormatException("the value is nested too deep");
        if (writer.BytesCommitted + writer.BytesPending > TemplateRun.MaxOutput)
            throw new FormatException($"the JSON is longer than {TemplateRun.MaxOutput} bytes");
        switch (value)
        {
            case string text:
                writer.WriteStringValue(text);
                break;
            case IDictionary<string, object> map:
                writer.WriteStartObject();
                foreach (var (key, item) in map)
                {
                    writer.WritePropertyName(key);
                    Write(writer, item, depth + 1);
                }

                writer.WriteEndObject();
                break;
            case IEnumerable items and not IScriptCustomFunction:
                writer.WriteStartArray();
                foreach (var item in items)
                    Write(writer, item, depth + 1);
                writer.WriteEndArray();
                break;
            default:
                WriteScalar(writer, ScriptValues.ToValue(value));
                break;
        }
    }

    private static void WriteScalar(Utf8JsonWriter writer, Value value)
    {
        // A number keeps its zeros, as it does in the text of an expression.
        if (value is Value.Number(var amount))
            writer.WriteNumberValue(amount);
        else if (value is Value.Text(var text))
            writer.WriteStringValue(text);
        else
            ValueJson.Write(writer, value);
    }
}
