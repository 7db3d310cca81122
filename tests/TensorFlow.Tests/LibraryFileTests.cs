using System.Runtime.InteropServices;
using System.Text;
using TypedModels.TensorFlow.Discovery;

namespace TypedModels.TensorFlow.Tests;

public sealed class LibraryFileTests
{
    [Fact]
    public void TheRunningProcessIsFit() => Assert.Null(LibraryFile.FindProblem(Environment.ProcessPath!));

    [Fact]
    public void AnotherArchitectureIsNamed()
    {
        bool isArm = RuntimeInformation.ProcessArchitecture == Architecture.Arm64;
        byte[] elf = Elf((byte)(isArm ? 62 : 183));

        Assert.Equal(isArm ? "it is for x64, this process is arm64" : $"it is for arm64, this process is {RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}", LibraryFile.FindProblem(elf));
    }

    [Fact]
    public void AnotherSystemIsNamed()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && RuntimeInformation.ProcessArchitecture == Architecture.X64, "the expected words are those of linux-x64");
        byte[] pe = new byte[128];
        "MZ"u8.CopyTo(pe);
        pe[0x3c] = 64;
        pe[68] = 0x64;
        pe[69] = 0x86;

        Assert.Equal("it is for Windows, this is Linux", LibraryFile.FindProblem(pe));
        Assert.Equal("it is for macOS, this is Linux", LibraryFile.FindProblem([0xcf, 0xfa, 0xed, 0xfe, 7, 0, 0, 1]));
        Assert.Equal("it is for macOS, this is Linux", LibraryFile.FindProblem([0xca, 0xfe, 0xba, 0xbe, 0, 0, 0, 2]));
    }

    [Fact]
    public void AGitLfsPointerIsNamedAsOne() =>
        Assert.Contains("Git LFS pointer", LibraryFile.FindProblem(Encoding.ASCII.GetBytes("version https://git-lfs.github.com/spec/v1\noid sha256:0\n")), StringComparison.Ordinal);

    [Fact]
    public void EveryBeginningOfALibraryIsReadWithoutFault()
    {
        byte[] pe = new byte[70];
        "MZ"u8.CopyTo(pe);
        pe[0x3c] = 64;
        foreach (byte[] head in new[] { Elf(62), pe })
        {
            for (int length = 0; length <= head.Length; length++)
            {
                string? problem = LibraryFile.FindProblem(head.AsSpan(0, length));
                Assert.True(length > 0 || problem == "it is not a library");
            }
        }
    }

    [Fact]
    public void AFileThatCannotBeOpenedSaysWhy() => Assert.Contains("/nowhere/lib.so", LibraryFile.FindProblem("/nowhere/lib.so"), StringComparison.Ordinal);

    private static byte[] Elf(byte machine)
    {
        byte[] elf = new byte[64];
        "\u007fELF"u8.CopyTo(elf);
        elf[18] = machine;
        return elf;
    }
}
