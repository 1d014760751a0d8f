using FlowPlan.State.Tests.Contract;

namespace FlowPlan.State.Tests.Postgres;

[TestFixture]
public sealed class PostgresDocumentTests : DocumentContract<PostgresHost>;

[TestFixture]
public sealed class PostgresJournalTests : JournalContract<PostgresHost>;

[TestFixture]
public sealed class PostgresLeaseTests : LeaseContract<PostgresHost>;

[TestFixture]
public sealed class PostgresStoreTests : StoreContract<EngineStoreHost<PostgresHost>>;

[TestFixture]
public sealed class PostgresEncryptedStoreTests : StoreContract<EncryptedStoreHost<PostgresHost>>;
