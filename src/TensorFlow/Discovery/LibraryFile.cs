using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace TypedModels.TensorFlow.Discovery;

/// <summary>A file that may be a library: what can be said about it before the loader is asked, whose words for a foreign file are "no such file".</summary>
internal static class LibraryFile
{
    private const uint PeOffsetPosition = 0x3c;

    /// <summary>Says why <paramref name="path"/> cannot be loaded into this process, or null when nothing speaks against it.</summary>
    public static string? FindProblem(string path)
    {
        Span<byte> head = stackalloc byte[1024];
        try
        {
            using var file = File.OpenHandle(path);
            int count = RandomAccess.Read(file, head, fileOffset: 0);
            return FindProblem(head[..count]);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return e.Message;
        }
    }

    /// <summary>The same for the first bytes of a file.</summary>
    public static string? FindProblem(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith("version https://git-lfs"u8))
        {
            return "it is a Git LFS pointer, not the library itself: run git lfs pull";
        }

        if (ReadMachine(head) is not { } machine)
        {
            return "it is not a library";
        }

        var process = RuntimeInformation.ProcessArchitecture;
        return machine.Architecture is { } architecture && architecture != process
            ? $"it is for {Word(architecture)}, this process is {Word(process)}"
            : machine.System != CurrentSystem ? $"it is for {machine.System}, this is {CurrentSystem}" : null;
    }

    private static string CurrentSystem => OperatingSystem.IsWindows() ? "Windows" : OperatingSystem.IsMacOS() ? "macOS" : "Linux";

    // ELF: e_machine at 18. Mach-O 64-bit: cputype at 4; universal files hold several. PE: Machine behind the signature that 0x3c points to.
    private static (string System, Architecture? Architecture)? ReadMachine(ReadOnlySpan<byte> head)
    {
        if (head.Length >= 20 && head.StartsWith("\u007fELF"u8))
        {
            return ("Linux", BinaryPrimitives.ReadUInt16LittleEndian(head[18..]) switch
            {
                3 => Architecture.X86,
                40 => Architecture.Arm,
                62 => Architecture.X64,
                183 => Architecture.Arm64,
                _ => null,
            });
        }

        if (head.Length >= 8 && BinaryPrimitives.ReadUInt32LittleEndian(head) == 0xfeedfacf)
        {
            return ("macOS", BinaryPrimitives.ReadUInt32LittleEndian(head[4..]) switch
            {
                0x01000007 => Architecture.X64,
                0x0100000c => Architecture.Arm64,
                _ => null,
            });
        }

        if (head.Length >= 8 && BinaryPrimitives.ReadUInt32BigEndian(head) == 0xcafebabe)
        {
            return ("macOS", null);
        }

        return head.Length > PeOffsetPosition + 4 && head.StartsWith("MZ"u8) ? ("Windows", ReadPeMachine(head)) : null;
    }

    private static Architecture? ReadPeMachine(ReadOnlySpan<byte> head)
    {
        uint position = BinaryPrimitives.ReadUInt32LittleEndian(head[(int)PeOffsetPosition..]);
        if (position > head.Length - 6)
        {
            return null;
        }

        return BinaryPrimitives.ReadUInt16LittleEndian(head[((int)position + 4)..]) switch
        {
            0x014c => Architecture.X86,
            0x8664 => Architecture.X64,
            0xaa64 => Architecture.Arm64,
            _ => null,
        };
    }

    private static string Word(Architecture architecture) => architecture.ToString().ToLowerInvariant();
}
