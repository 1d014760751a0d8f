using System.Collections.Immutable;
using FlowPlan.Core.State;
using FlowPlan.Core.Values;
using FsCheck;
using FsCheck.Fluent;

namespace FlowPlan.Core.Tests.State.Support;

/// <summary>Random lockfiles for FsCheck, with texts and keys that are awkward in JSON and in our own notation.</summary>
public static class RandomLockfiles
{
    private static readonly Gen<string> Texts = Gen.OneOf(
        Gen.Elements(
            string.Empty, "a", "\"", "\\", "\n<<<<<<< ours", "ü", "🚀", "\u2028", "\u0000", "$ref", "$reference", "$sensitive", "$$reference", "$$$sensitive", "a.b.c", "~1/"),
        Gen.Choose(1, 5).SelectMany(n => Gen.ArrayOf(Gen.Elements("abcXYZ019 .$/~_-äß漢".ToCharArray()), n)).Select(c => new string(c)));

    private static readonly Gen<ResourceAddress> Addresses =
        from kind in Gen.Elements("flow", "connection", "flows", "a")
        from key in Texts.Where(t => t.Length > 0)
        select new ResourceAddress(kind, key);

    /// <summary>Finds the generator by its type.</summary>
    public static Arbitrary<Lockfile> Lockfile() => Lockfiles.ToArbitrary();

    private static Gen<Lockfile> Lockfiles =>
        from lineage in Texts
        from serial in Gen.Choose(0, int.MaxValue)
        from sandbox in Texts
        from resources in Gen.ListOf(Addresses.SelectMany(a => States.Select(s => KeyValuePair.Create(a, s))))
        from deposed in Gen.ListOf(Addresses.SelectMany(a => States.Select(s => KeyValuePair.Create(a, s))))
        from outputs in Maps(2)
        select new Lockfile
        {
            Lineage = lineage,
            Serial = serial,
            Scope = new(sandbox + "p", "dev", lineage + "o", sandbox),
            Resources = resources
                .Concat(deposed.Select(r => KeyValuePair.Create(r.Key.Deposed(r.Value.Id), r.Value)))
                .DistinctBy(r => r.Key)
                .ToImmutableSortedDictionary(),
            Outputs = outputs,
        };

    private static Gen<ResourceState> States =>
        from id in Texts
        from etag in Gen.OneOf(Gen.Constant<string?>(null), Texts.Select(t => (string?)t))
        from fields in Maps(3)
        from attributes in Maps(2)
        from dependencies in Gen.ListOf(Addresses)
        from guarded in Gen.Elements(true, false)
        select new ResourceState
        {
            Id = id,
            Etag = etag,
            Fields = fields,
            Attributes = attributes,
            Dependencies = [.. dependencies.Order()],
            PreventDestroy = guarded,
        };

    private static Gen<Value.Map> Maps(int depth) =>
        Gen.Choose(0, 4).SelectMany(n => Gen.ArrayOf(Texts.SelectMany(k => Values(depth - 1).Select(v => KeyValuePair.Create(k, v))), n)).Select(Value.Map.Of);

    private static Gen<Value> Values(int depth)
    {
        var leaves = Gen.OneOf(
            Texts.Select(Value.Of),
            Gen.Elements(Value.NullValue, Value.Of(true), Value.Of(false), Value.Of(decimal.MaxValue), Value.Of(-0.0000000000000000000000000001m), Value.Of(1.10m)),
            Gen.Choose(int.MinValue, int.MaxValue).Select(n => Value.Of(n / 1000m)),
            Texts.Select(t => (Value)new Value.SecretDigest(t)),
            Addresses.Select(a => (Value)new Value.Reference(a, "id")));
        return depth <= 0
            ? leaves
            : Gen.OneOf(
                leaves,
                Maps(depth).Select(m => (Value)m),
                Gen.Choose(0, 3).SelectMany(n => Gen.ArrayOf(Values(depth - 1), n)).Select(v => (Value)new Value.List([.. v])));
    }
}
