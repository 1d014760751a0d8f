using System.Globalization;
using System.Text;

namespace FlowPlan.Benchmarks.Scale.Estates;

/// <summary>
/// An estate of about so many resources: one schema, and units of a connection, a dataset, a mapping, and a flow with its source
/// and its target.
/// </summary>
internal sealed class Estate
{
    private const int ResourcesInAUnit = 6;

    private Estate(int size)
    {
        Size = size;
        Units = (size + ResourcesInAUnit - 1) / ResourcesInAUnit;
    }

    /// <summary>The size that was asked for.</summary>
    public int Size { get; }

    public int Units { get; }

    /// <summary>How many resources there are: full units, and the schema.</summary>
    public int Resources => (Units * ResourcesInAUnit) + 1;

    /// <summary>How many resources an edit changes: one of each hundred.</summary>
    public int Edits => Math.Max(1, Resources / 100);

    public static Estate OfSize(int size) => new(size);

    /// <summary>The manifest; edited, every hundredth resource has another description: a connection, a dataset or a flow in turn.</summary>
    public string Manifest(bool edited = false)
    {
        var text = new StringBuilder("""
            apiVersion: flowplan/v1
            project: scale
            environments:
              dev: { sandbox: dev }
            schemas:
              common:
                definition:
                  title: Scale
                  class: https://ns.adobe.com/xdm/context/profile
                  fieldGroups:
                    - https://ns.adobe.com/xdm/context/profile-person-details
                    - https://ns.adobe.com/xdm/context/profile-personal-details

            """);
        var edits = edited ? EditedUnits() : [];
        string Description(int unit, int turn) => edits.TryGetValue(unit, out var of) && of == turn ? "Edited" : "As it was";

        Section("connections", i => $$"""
              u{{i}}:
                name: Connection {{i}}
                description: {{Description(i, 0)}}
                dataType: raw
                authenticationRequired: true
                sourceId: source {{i}}

            """);
        Section("datasets", i => $$"""
              u{{i}}: { name: Dataset {{i}}, description: {{Description(i, 1)}}, schema: common }

            """);
        Section("mappings", i => $$"""
              u{{i}}:
                name: Mapping {{i}}
                schema: common
                fields:
                  person.name.firstName: firstName
                  person.name.lastName: lastName
                  person.name.fullName: { expression: 'concat(firstName, " ", lastName)' }
                  personalEmail.address: { source: email, identity: true }

            """);
        Section("flows", i => $$"""
              u{{i}}:
                name: Flow {{i}}
                description: {{Description(i, 2)}}
                source: { connection: u{{i}} }
                target: { dataset: u{{i}} }
                mapping: u{{i}}

            """);
        return text.ToString();

        void Section(string name, Func<int, string> unit)
        {
            text.Append(CultureInfo.InvariantCulture, $"{name}:\n");
            for (var i = 0; i < Units; i++)
                text.Append(unit(i));
        }
    }

    private Dictionary<int, int> EditedUnits() =>
        Enumerable.Range(0, Edits).ToDictionary(edit => (int)((long)edit * Units / Edits), edit => edit % 3);
}
