namespace FlowPlan.Emulator.Services.FlowService;

/// <summary>The connection specifications of further sources, by the way in which they are read.</summary>
internal static class SourceSpecs
{
    private static readonly ConnectionSpec[] FileStores =
    [
        new("4c10e202-c428-4796-9208-5f1f5732b1cf", "azure-blob", [], []),
        new("b3ba5556-48be-44b7-8b85-ff2b69b46dc4", "adls-gen2", [], []),
        new("be5ec48c-5b78-49d5-b8fa-7c89ec4569b8", "azure-files", [], []),
        new("32e8f412-cdf7-464c-9885-78184cb113fd", "google-cloud-storage", [], []),
        new("bf367b0d-3d9b-4060-b67b-0d3d9bd06094", "sftp", [], []),
        new("26f526f2-58f4-4712-961d-e41bf1ccc0e8", "data-landing-zone", [], []),
        new("54e221aa-d342-4707-bcff-7a4bceef0001", "hdfs", [], []),
        new("c85f9425-fb21-426c-ad0b-405e9bd8a46c", "oracle-object-storage", [], []),
    ];

    private static readonly ConnectionSpec[] Databases =
    [
        new("b2e08744-4f1a-40ce-af30-7abac3e23cf3", "snowflake", ["ConnectionString"], ["connectionString"]),
        new("3c9b37f8-13a6-43d8-bad3-b863b941fedd", "bigquery", [], []),
        new("3416976c-a9ca-4bba-901a-1f08f66978ff", "redshift", [], []),
        new("a49bcc7d-8038-43af-b1e4-5a7a089a7d79", "synapse", [], []),
        new("1f372ff9-38a4-4492-96f5-b9a4e4bd00ec", "sql-server", [], []),
        new("74a1c565-4e59-48d7-9d67-7c03b8a13137", "postgresql", [], []),
        new("26d738e0-8963-47ea-aadf-c60de735468a", "mysql", [], []),
        new("3000eb99-cd47-43f3-827c-43caf170f015", "mariadb", [], []),
    ];

    private static readonly ConnectionSpec[] MessageStreams =
    [
        new("86043421-563b-46ec-8e6c-e23184711bf6", "kinesis", ["Aws Kinesis authentication credentials"], ["secretKey"]),
        new("bf9f5905-92b7-48bf-bf20-455bc6b60a4e", "event-hubs", ["Azure EventHub authentication credentials"], ["sasKey"]),
        new("70116022-a743-464a-bbfe-e226a7f8210c", "pubsub", ["Project Based Authentication", "Topic & Subscription Based Authentication"], ["credentials"]),
    ];

    public static IEnumerable<ConnectionSpec> Connections => [.. FileStores, .. Databases, .. MessageStreams];

    public static IEnumerable<string> Files => FileStores.Select(s => s.Id);

    public static IEnumerable<string> Tables => Databases.Select(s => s.Id);

    public static IEnumerable<string> Streams => MessageStreams.Select(s => s.Id);
}
