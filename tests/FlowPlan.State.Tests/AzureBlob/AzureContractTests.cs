using FlowPlan.State.Tests.Contract;

namespace FlowPlan.State.Tests.AzureBlob;

[TestFixture]
public sealed class AzureDocumentTests : DocumentContract<AzureHost>;

[TestFixture]
public sealed class AzureJournalTests : JournalContract<AzureHost>;

[TestFixture]
public sealed class AzureLeaseTests : LeaseContract<AzureHost>;

[TestFixture]
public sealed class AzureStoreTests : StoreContract<EngineStoreHost<AzureHost>>;

[TestFixture]
public sealed class AzureEncryptedStoreTests : StoreContract<EncryptedStoreHost<AzureHost>>;
