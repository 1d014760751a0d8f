using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using FlowPlan.Core.State.Encryption;
using FlowPlan.Core.Tests.State.Support;

namespace FlowPlan.Core.Tests.State.Encryption;

/// <summary>Documents are encrypted with the key of today, and read with any that is set.</summary>
[TestFixture]
public sealed class DocumentCipherTests
{
    private static readonly byte[] Text = Encoding.UTF8.GetBytes("""{"version":2,"name":"Loyalty ü"}""" + "\n");

    [Test]
    public void What_is_encrypted_is_read([Values] DocumentKind kind, [Values(0, 1, 15, 16, 17, 100_000)] int length)
    {
        var (cipher, text) = (Keys.Cipher(Keys.First), RandomNumberGenerator.GetBytes(length));
        var opened = (OpenedDocument.Readable)cipher.Open(kind, cipher.Encrypt(kind, text));

        Assert.That((opened.Text.ToArray(), opened.IsCurrent), Is.EqualTo((text, true)));
    }

    [Test]
    public void The_stored_form_is_the_documented_JSON()
    {
        var stored = JsonNode.Parse(Keys.Cipher(Keys.First).Encrypt(DocumentKind.Lockfile, Text))!.AsObject();

        Assert.That(stored.Select(p => p.Key), Is.EqualTo(new[] { "flowplan", "version", "keyId", "nonce", "content" }));
        Assert.That(((string?)stored["flowplan"], (int?)stored["version"]), Is.EqualTo(("encrypted", 1)));
        Assert.That((string?)stored["keyId"], Is.EqualTo(Convert.ToHexStringLower(SHA256.HashData(Convert.FromBase64String(Keys.First)))[..8]));
        Assert.That(Convert.FromBase64String((string)stored["nonce"]!), Has.Length.EqualTo(12));
        Assert.That(Convert.FromBase64String((string)stored["content"]!), Has.Length.EqualTo(Text.Length + 16));
    }

    [Test]
    public void Each_write_has_a_nonce_of_its_own()
    {
        var cipher = Keys.Cipher(Keys.First);
        var nonces = Enumerable.Range(0, 500).Select(_ => (string)JsonNode.Parse(cipher.Encrypt(DocumentKind.Plan, Text))!["nonce"]!);

        Assert.That(nonces, Is.Unique);
    }

    [Test]
    public void Without_a_key_the_bytes_are_as_they_are()
    {
        var cipher = Keys.Cipher(null);

        Assert.That((cipher.Encrypts, cipher.Encrypt(DocumentKind.Lockfile, Text)), Is.EqualTo((false, Text)));
        Assert.That(cipher.Open(DocumentKind.Lockfile, Text), Is.EqualTo(new OpenedDocument.Readable(Text, IsCurrent: true)));
    }

    [Test]
    public void A_document_in_clear_is_read_with_a_key_too_and_is_to_be_written_again() =>
        Assert.That(Keys.Cipher(Keys.First).Open(DocumentKind.Lockfile, Text), Is.EqualTo(new OpenedDocument.Readable(Text, IsCurrent: false)));

    [Test]
    public void No_byte_can_be_changed()
    {
        var cipher = Keys.Cipher(Keys.First);
        var stored = cipher.Encrypt(DocumentKind.Journal, Text);
        for (var at = 0; at < stored.Length; at++)
        {
            foreach (var bit in new[] { 1, 4, 64 })
            {
                var changed = stored.ToArray();
                changed[at] ^= (byte)bit;
                var opened = cipher.Open(DocumentKind.Journal, changed);

                // Where it no longer claims to be encrypted, its reader gets the bytes as they are, and rejects them.
                Assert.That(opened is OpenedDocument.Readable readable ? readable.Text.ToArray() : changed, Is.EqualTo(changed), $"bit {bit} of byte {at}");
                if (at > 30)
                    Assert.That(opened, Is.Not.InstanceOf<OpenedDocument.Readable>(), $"bit {bit} of byte {at}");
            }
        }
    }

    [Test]
    public void A_text_that_was_cut_is_damaged()
    {
        var cipher = Keys.Cipher(Keys.First);
        var stored = cipher.Encrypt(DocumentKind.Journal, Text);
        for (var length = 30; length < stored.Length; length++)
            Assert.That(cipher.Open(DocumentKind.Journal, stored.AsMemory(0, length)), Is.InstanceOf<OpenedDocument.Damaged>(), $"{length} bytes");
    }

    [Test]
    public void A_document_of_another_kind_is_damaged([Values] DocumentKind written, [Values] DocumentKind read)
    {
        var cipher = Keys.Cipher(Keys.First);
        var opened = cipher.Open(read, cipher.Encrypt(written, Text));

        Assert.That(opened is OpenedDocument.Readable, Is.EqualTo(written == read), $"{opened}");
    }

    [Test]
    public void The_key_that_is_missing_is_named_with_what_to_do()
    {
        var stored = Keys.Cipher(Keys.First).Encrypt(DocumentKind.Lockfile, Text);
        var (none, other) = (Keys.Cipher(null), Keys.Cipher(Keys.Second));

        var unset = none.Explain("a.json", DocumentKind.Lockfile, none.Open(DocumentKind.Lockfile, stored))!;
        var unfit = other.Explain("a.json", DocumentKind.Plan, other.Open(DocumentKind.Plan, stored))!;

        Assert.That((unset.Code, unset.Message), Is.EqualTo(("FP6502", $"the lockfile is encrypted with key '{KeyId}', and no key is set")));
        Assert.That(unset.Help, Does.StartWith("set FLOWPLAN_ENCRYPTION_KEY to that key"));
        Assert.That((unfit.Code, unfit.Message), Is.EqualTo(("FP6502", $"the saved plan is encrypted with key '{KeyId}', which is not one of the keys that are set")));
        Assert.That(unfit.Help, Does.StartWith("add that key to FLOWPLAN_ENCRYPTION_OLD_KEYS"));
    }

    [Test]
    public void A_rotated_key_is_read_and_no_longer_written()
    {
        var old = Keys.Cipher(Keys.First).Encrypt(DocumentKind.Lockfile, Text);
        var rotated = Keys.Cipher(Keys.Second, Keys.First);
        var opened = (OpenedDocument.Readable)rotated.Open(DocumentKind.Lockfile, old);

        Assert.That((opened.Text.ToArray(), opened.IsCurrent), Is.EqualTo((Text, false)));
        Assert.That(Keys.Cipher(Keys.Second).Open(DocumentKind.Lockfile, rotated.Encrypt(DocumentKind.Lockfile, opened.Text.Span)), Is.InstanceOf<OpenedDocument.Readable>());
    }

    [Test]
    public void Old_keys_alone_read_and_write_in_clear()
    {
        var off = Keys.Cipher(null, Keys.Second, Keys.First);
        var opened = (OpenedDocument.Readable)off.Open(DocumentKind.Lockfile, Keys.Cipher(Keys.First).Encrypt(DocumentKind.Lockfile, Text));

        Assert.That((opened.Text.ToArray(), opened.IsCurrent, off.Encrypt(DocumentKind.Lockfile, Text)), Is.EqualTo((Text, false, Text)));
    }

    [TestCase("secret-canary")]
    [TestCase("c2VjcmV0LWNhbmFyeQ==")]
    [TestCase("canarycanarycanarycanarycanarycanarycanarycanaryAAAA")]
    [TestCase("canarycanarycanarycanarycanarycanarycanaryA=,")]
    public void A_value_that_is_not_a_key_is_refused_and_not_shown(string value)
    {
        var finding = Checks.Throws("FP6501", () => Keys.Cipher(value));
        var old = Checks.Throws("FP6501", () => Keys.Cipher(null, Keys.First, value.TrimEnd(',') + "x"));

        Assert.That((finding.Message, old.Message), Is.EqualTo(("FLOWPLAN_ENCRYPTION_KEY is not 32 bytes in base64", "FLOWPLAN_ENCRYPTION_OLD_KEYS has a key that is not 32 bytes in base64")));
        Assert.That($"{finding} {old}", Does.Not.Contain("canary").And.Not.Contain(value));
    }

    [Test]
    public void A_format_of_a_newer_FlowPlan_is_said_to_be_one()
    {
        var cipher = Keys.Cipher(Keys.First);
        var newer = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(cipher.Encrypt(DocumentKind.Plan, Text)).Replace("\"version\":1", "\"version\":2", StringComparison.Ordinal));

        Assert.That(cipher.Explain("p", DocumentKind.Plan, cipher.Open(DocumentKind.Plan, newer))!.Code, Is.EqualTo("FP6503"));
    }

    [Test]
    public void A_text_that_an_editor_indented_or_marked_is_read()
    {
        var cipher = Keys.Cipher(Keys.First);
        var indented = JsonNode.Parse(cipher.Encrypt(DocumentKind.Lockfile, Text))!.ToJsonString(new() { WriteIndented = true }).Replace("\n", "\r\n", StringComparison.Ordinal);

        Assert.That(cipher.Open(DocumentKind.Lockfile, Encoding.UTF8.GetBytes("\uFEFF" + indented)), Is.InstanceOf<OpenedDocument.Readable>());
    }

    [Test]
    public void A_document_beyond_the_limits_of_a_JSON_writer_is_encrypted_and_read()
    {
        var (cipher, text) = (Keys.Cipher(Keys.First), new byte[130_000_000]);

        Assert.That(((OpenedDocument.Readable)cipher.Open(DocumentKind.Lockfile, cipher.Encrypt(DocumentKind.Lockfile, text))).Text.Length, Is.EqualTo(text.Length));
    }

    private static string KeyId => Convert.ToHexStringLower(SHA256.HashData(Convert.FromBase64String(Keys.First)))[..8];
}
