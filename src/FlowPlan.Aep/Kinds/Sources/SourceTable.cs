using System.Collections.Immutable;

namespace FlowPlan.Aep.Kinds.Sources;

/// <summary>How a source is read.</summary>
public enum SourceFamily
{
    /// <summary>Files in a store.</summary>
    Files,

    /// <summary>Tables of a database.</summary>
    Tables,

    /// <summary>A stream of messages.</summary>
    Stream,
}

/// <summary>A way to authenticate at a source.</summary>
/// <param name="Name">The name of the specification.</param>
/// <param name="Required">The parameters that it needs.</param>
/// <param name="Optional">The parameters that it may have.</param>
/// <param name="Secrets">The parameters that are secret.</param>
public sealed record SourceAuth(string Name, ImmutableArray<string> Required, ImmutableArray<string> Optional, ImmutableArray<string> Secrets);

/// <summary>A source that a manifest names.</summary>
/// <param name="Name">Its name in a manifest.</param>
/// <param name="Title">Its name for people.</param>
/// <param name="Family">How it is read.</param>
/// <param name="ConnectionSpec">The id of its connection specification.</param>
/// <param name="Auth">The ways to authenticate that are known; a source without one takes any <c>specName</c>.</param>
public sealed record SourceType(string Name, string Title, SourceFamily Family, string ConnectionSpec, ImmutableArray<SourceAuth> Auth)
{
    /// <summary>The id of the flow specification that goes with it.</summary>
    public string FlowSpec => Family switch
    {
        SourceFamily.Files => "9753525b-82c7-4dce-8a9b-5ccfce2b9876",
        SourceFamily.Tables => "14518937-270c-4525-bdec-c2ba7cce3860",
        _ => "d69717ba-71b4-4313-b654-49f9cf126d7a",
    };
}

/// <summary>The sources that a manifest names instead of giving the ids of their specifications.</summary>
public static class SourceTable
{
    /// <summary>All of them.</summary>
    public static ImmutableArray<SourceType> All { get; } =
    [
        new("amazon-s3", "Amazon S3", SourceFamily.Files, "ecadc60c-7455-4d87-84dc-2a0e293d997b",
            [new("Access Key", ["s3AccessKey", "s3SecretKey"], ["s3SessionToken", "serviceUrl", "bucketName", "folderPath"], ["s3AccessKey", "s3SecretKey", "s3SessionToken"])]),
        new("azure-blob", "Azure Blob Storage", SourceFamily.Files, "4c10e202-c428-4796-9208-5f1f5732b1cf", []),
        new("adls-gen2", "Azure Data Lake Storage Gen2", SourceFamily.Files, "b3ba5556-48be-44b7-8b85-ff2b69b46dc4", []),
        new("azure-files", "Azure File Storage", SourceFamily.Files, "be5ec48c-5b78-49d5-b8fa-7c89ec4569b8", []),
        new("google-cloud-storage", "Google Cloud Storage", SourceFamily.Files, "32e8f412-cdf7-464c-9885-78184cb113fd", []),
        new("sftp", "SFTP", SourceFamily.Files, "bf367b0d-3d9b-4060-b67b-0d3d9bd06094", []),
        new("data-landing-zone", "Data Landing Zone", SourceFamily.Files, "26f526f2-58f4-4712-961d-e41bf1ccc0e8", []),
        new("hdfs", "Apache HDFS", SourceFamily.Files, "54e221aa-d342-4707-bcff-7a4bceef0001", []),
        new("oracle-object-storage", "Oracle Object Storage", SourceFamily.Files, "c85f9425-fb21-426c-ad0b-405e9bd8a46c", []),
        new("snowflake", "Snowflake", SourceFamily.Tables, "b2e08744-4f1a-40ce-af30-7abac3e23cf3", [new("ConnectionString", ["connectionString"], [], ["connectionString"])]),
        new("bigquery", "Google BigQuery", SourceFamily.Tables, "3c9b37f8-13a6-43d8-bad3-b863b941fedd", []),
        new("redshift", "Amazon Redshift", SourceFamily.Tables, "3416976c-a9ca-4bba-901a-1f08f66978ff", []),
        new("synapse", "Azure Synapse Analytics", SourceFamily.Tables, "a49bcc7d-8038-43af-b1e4-5a7a089a7d79", []),
        new("sql-server", "Microsoft SQL Server", SourceFamily.Tables, "1f372ff9-38a4-4492-96f5-b9a4e4bd00ec", []),
        new("postgresql", "PostgreSQL", SourceFamily.Tables, "74a1c565-4e59-48d7-9d67-7c03b8a13137", []),
        new("mysql", "MySQL", SourceFamily.Tables, "26d738e0-8963-47ea-aadf-c60de735468a", []),
        new("mariadb", "MariaDB", SourceFamily.Tables, "3000eb99-cd47-43f3-827c-43caf170f015", []),
        new("kinesis", "Amazon Kinesis", SourceFamily.Stream, "86043421-563b-46ec-8e6c-e23184711bf6",
            [new("Aws Kinesis authentication credentials", ["accessKeyId", "secretKey", "region"], [], ["accessKeyId", "secretKey"])]),
        new("event-hubs", "Azure Event Hubs", SourceFamily.Stream, "bf9f5905-92b7-48bf-bf20-455bc6b60a4e",
            [new("Azure EventHub authentication credentials", ["sasKeyName", "sasKey", "namespace"], ["eventHubName"], ["sasKey"])]),
        new("pubsub", "Google Pub/Sub", SourceFamily.Stream, "70116022-a743-464a-bbfe-e226a7f8210c",
            [
                new("Project Based Authentication", ["projectId", "credentials"], [], ["credentials"]),
                new("Topic & Subscription Based Authentication", ["credentials", "topicName", "subscriptionName"], [], ["credentials"]),
            ]),
    ];

    /// <summary>The keys by which a block says what to read from a source.</summary>
    public static IEnumerable<string> KeysOf(SourceType source) => SourceParameters.KeysOf(source);

    /// <summary>Those of the keys that it must have.</summary>
    public static IReadOnlyList<string> RequiredKeysOf(SourceType source) => SourceParameters.RequiredBy(source);

    /// <summary>The source of a name; null where there is none.</summary>
    public static SourceType? Find(string name) => All.FirstOrDefault(s => s.Name == name);
}
