using FlowPlan.State.Tests.Contract;

namespace FlowPlan.State.Tests.S3;

[TestFixture]
public sealed class S3DocumentTests : DocumentContract<S3Host>;

[TestFixture]
public sealed class S3JournalTests : JournalContract<S3Host>;

[TestFixture]
public sealed class S3LeaseTests : LeaseContract<S3Host>;

[TestFixture]
public sealed class S3StoreTests : StoreContract<EngineStoreHost<S3Host>>;

[TestFixture]
public sealed class S3EncryptedStoreTests : StoreContract<EncryptedStoreHost<S3Host>>;
