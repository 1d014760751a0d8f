using System.Buffers.Binary;
using ELFSharp.ELF;
using FlowPlan.EndToEnd.Tests.Support;

namespace FlowPlan.EndToEnd.Tests.Native;

/// <summary>
/// On Linux and x64 a thread is stopped for a garbage collection by replacing the return address on its stack. In a method that has removed its frame and
/// is about to jump to its own start, .NET 10 replaces another value instead, which corrupts the thread. The native binary is compiled without
/// such jumps; see docs/decisions/0016.
/// </summary>
public sealed class TailJumpTests
{
    private const byte Jump = 0xe9;
    private const int LengthOfJump = 5;

    [Test]
    public void No_method_of_the_native_binary_removes_its_frame_and_jumps_back()
    {
        if (!ELFReader.TryLoad(FlowPlanProcess.Executable, out var binary) || binary.Machine != Machine.AMD64)
            Assert.Ignore("not a native binary for Linux on x64");
        using (binary)
        {
            var code = binary.GetSection("__managedcode").GetContents();

            // Other instructions have such bytes in them now and then. Without the option of the compiler there are some 2,000.
            Assert.That(code, Has.Length.GreaterThan(5_000_000));
            Assert.That(JumpsBack(code), Is.LessThan(30));
        }
    }

    /// <summary>How often a register is restored, and the next instruction jumps to an earlier one that saves a register, as methods begin.</summary>
    private static int JumpsBack(ReadOnlySpan<byte> code)
    {
        var found = 0;
        for (var at = 1; at + LengthOfJump <= code.Length; at++)
        {
            if (code[at] != Jump || !IsPop(code[at - 1]))
                continue;
            var target = at + LengthOfJump + (long)BinaryPrimitives.ReadInt32LittleEndian(code[(at + 1)..]);
            if (target >= 0 && target < at && target > at - 65_536 && IsPush(code[(int)target..]))
                found++;
        }

        return found;
    }

    private static bool IsPop(byte instruction) => (instruction & 0xf8) == 0x58;

    private static bool IsPush(ReadOnlySpan<byte> instruction) =>
        (instruction[0] & 0xf8) == 0x50 || (instruction[0] == 0x41 && (instruction[1] & 0xf8) == 0x50);
}
