namespace FlowPlan.Aep.Tests.Emulated;

/// <summary>Manifests that have an object of every kind.</summary>
internal static class Estates
{
    public const string Streaming = """
        apiVersion: flowplan/v1
        project: acme
        connections:
          web:
            name: Web
            description: From the web
            dataType: raw
            authenticationRequired: false
            sourceId: web-1
            streamName: web
        schemas:
          s:
            definition:
              title: Members
              description: Who they are
              class: https://ns.adobe.com/xdm/context/profile
              fieldGroups: [https://ns.adobe.com/xdm/context/profile-person-details, https://ns.adobe.com/xdm/context/profile-work-details]
          other: { definition: { title: Other, class: https://ns.adobe.com/xdm/context/profile, fieldGroups: [https://ns.adobe.com/xdm/context/profile-person-details] } }
        datasets:
          d:
            name: Members
            description: All of them
            schema: s
            tags: { team: [crm, loyalty] }
        mappings:
          m:
            name: Members
            schema: s
            fields:
              person.name.firstName: first
              person.name.lastName: { expression: 'upper(last)' }
        flows:
          f:
            name: Members
            description: Into the lake
            source: { connection: web, name: In, description: In of Members }
            target: { dataset: d, name: Out, description: Out of Members }
            mapping: m
            enabled: true
        """;
}
