using TypedModels.TensorFlow.Discovery;
using TypedModels.TensorFlow.Tests.Support;

namespace TypedModels.TensorFlow.Tests;

public sealed class PythonPackagesTests
{
    [Fact]
    public void AnEnvironmentThatIsActiveIsLookedInFirst()
    {
        using var folder = new TemporaryFolder();
        string package = Directory.CreateDirectory(folder.File("lib/python3.11/site-packages/tensorflow")).FullName;

        Assert.Equal(package, PythonPackages.FindTensorFlow([null, folder.Path], "no-such-python", out _));
    }

    [Fact]
    public void WithoutPythonTheAnswerSaysWhereItWasLookedFor()
    {
        using var folder = new TemporaryFolder();

        Assert.Null(PythonPackages.FindTensorFlow([folder.Path], "no-such-python", out string problem));
        Assert.StartsWith("no tensorflow in $VIRTUAL_ENV, $CONDA_PREFIX, ./.venv; no-such-python: ", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void PythonIsAskedWithoutImportingThePackage()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("the stand-in for python is a shell script");
            return;
        }

        using var folder = new TemporaryFolder();
        string python = folder.File("python");
        File.WriteAllText(python, "#!/bin/sh\ncase \"$2\" in *find_spec*) printf /site-packages/tensorflow ;; esac\n");
        File.SetUnixFileMode(python, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

        Assert.Equal("/site-packages/tensorflow", PythonPackages.FindTensorFlow([], python, out _));
    }
}
