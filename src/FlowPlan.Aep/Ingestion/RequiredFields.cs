using System.Text.Json;
using FlowPlan.Aep.Kinds.Components.Fields;
using FlowPlan.Aep.Kinds.Components.References;
using FlowPlan.Aep.Kinds.Schemas.Trees;
using FlowPlan.Core.State;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Ingestion;

/// <summary>
/// The fields that records of a schema must have, as far as the lockfile and the table of standard components know them. It is not safe for
/// concurrent use, because the fields below a field are found when they are asked for.
/// </summary>
public sealed class RequiredFields
{
    private const int MaxDepth = 256;

    private static readonly string[] OwnKinds = [ComponentKinds.Class, ComponentKinds.FieldGroup, ComponentKinds.DataType];

    private readonly XdmField root;
    private readonly string? tenant;

    private RequiredFields(XdmField root, string? tenant) => (this.root, this.tenant) = (root, tenant);

    /// <summary>Those of a schema of which nothing is known.</summary>
    public static RequiredFields None => new(new(), null);

    /// <summary>Those of a schema that only has a standard class.</summary>
    public static RequiredFields OfClass(string schemaClass) => Of(Value.Map.Of(("class", Value.Of(schemaClass))), _ => null, null);

    /// <summary>Those of a schema in a lockfile, with the components that it has there.</summary>
    /// <param name="schemaId">Its <c>$id</c>; a schema that the lockfile does not have requires nothing that is known.</param>
    /// <param name="lockfile">The lockfile.</param>
    public static RequiredFields Of(string schemaId, Lockfile lockfile)
    {
        ArgumentNullException.ThrowIfNull(lockfile);
        if (lockfile.Resources.Values.FirstOrDefault(r => r.Id == schemaId) is not { } schema)
            return None;
        var own = new Dictionary<string, OwnComponent>(StringComparer.Ordinal);
        foreach (var (address, state) in lockfile.Resources.Where(r => OwnKinds.Contains(r.Key.Kind)))
            own[state.Id] = new(address.Kind, state.Fields);
        return Of(schema.Fields, part => part is Value.Text(var id) ? own.GetValueOrDefault(id) : null, ComponentBody.TenantOf(schemaId));
    }

    /// <summary>Whether each record must have a field at its top.</summary>
    public bool Contains(string name) => root.Children.TryGetValue(name, out var field) && field.IsRequired;

    /// <summary>The paths of the required fields that a record lacks. Fields of an object are required only where the object is there.</summary>
    /// <param name="record">A JSON object.</param>
    /// <exception cref="JsonException">It is not valid JSON.</exception>
    public IReadOnlyList<string> MissingIn(ReadOnlySpan<byte> record)
    {
        var reader = new Utf8JsonReader(record, new JsonReaderOptions { MaxDepth = MaxDepth });
        var missing = new List<string>();
        reader.Read();
        Check(ref reader, root, "", missing);
        return missing;
    }

    private static RequiredFields Of(Value.Map schema, Func<Value, OwnComponent?> find, string? tenant) => new(SchemaTree.Of(schema, find), tenant);

    private void Check(ref Utf8JsonReader reader, XdmField field, string path, List<string> missing)
    {
        if (reader.TokenType == JsonTokenType.StartObject && field.IsObject && field.Children.Count > 0)
            CheckObject(ref reader, field, path, missing);
        else if (reader.TokenType == JsonTokenType.StartObject && field.Type == FieldTypes.Map)
            CheckMap(ref reader, field.Items, path, missing);
        else if (reader.TokenType == JsonTokenType.StartArray && field.Type == FieldTypes.Array)
            CheckItems(ref reader, field.Items, path, missing);
        else
            reader.Skip();
    }

    private void CheckObject(ref Utf8JsonReader reader, XdmField field, string path, List<string> missing)
    {
        var present = new HashSet<string>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var written = NameOf(ref reader);
            var name = path.Length == 0 ? FieldName.WithoutTenant(written, tenant) : written;
            present.Add(name);
            reader.Read();
            if (field.Children.TryGetValue(name, out var child))
                Check(ref reader, child, path + written + ".", missing);
            else
                reader.Skip();
        }

        missing.AddRange(field.Children.Where(c => c.Value.IsRequired && !present.Contains(c.Key)).Select(c => path + c.Key));
    }

    private void CheckMap(ref Utf8JsonReader reader, XdmField value, string path, List<string> missing)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var key = NameOf(ref reader);
            reader.Read();
            Check(ref reader, value, path + key + ".", missing);
        }
    }

    private void CheckItems(ref Utf8JsonReader reader, XdmField item, string path, List<string> missing)
    {
        for (var index = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; index++)
            Check(ref reader, item, $"{path[..^1]}[{index}].", missing);
    }

    /// <summary>A name; a replacement character for one with half a surrogate pair, which no field has.</summary>
    private static string NameOf(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            return "\ufffd";
        }
    }
}
