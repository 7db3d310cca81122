using System.Reflection;
using System.Runtime.InteropServices;
using TypedModels.TensorFlow.Interop;
using TypedModels.TensorFlow.Tests.Support;

namespace TypedModels.TensorFlow.Tests;

public sealed class ImportsTests
{
    // Newer than the oldest library that is supported, needed by development commands alone, or experimental.
    private static readonly string[] s_optional = ["TF_ExtendSession", "TF_GetAllOpList", "TF_ImportGraphDefOptionsSetValidateColocationConstraints"];

    [Fact]
    public void EveryImportIsAFunctionOfTheRealLibrary()
    {
        var library = RealLibrary.Library;
        nint handle = NativeLibrary.Load(library.Path);

        Assert.All(Imports(), name => Assert.True(NativeLibrary.TryGetExport(handle, name, out _), name));
    }

    [Fact]
    public void EveryImportIsBoundAndOnlyKnownOnesMayBeMissing()
    {
        var exports = new Exports(NativeLibrary.GetMainProgramHandle());
        foreach (var group in Groups())
        {
            Activator.CreateInstance(group, exports);
        }

        Assert.Equal(Imports().Except(s_optional).Order(StringComparer.Ordinal), exports.Missing.Order(StringComparer.Ordinal));
    }

    private static IEnumerable<Type> Groups() =>
        typeof(TensorFlowLibrary).GetProperties().Select(property => property.PropertyType).Where(type => type.Name.EndsWith("Functions", StringComparison.Ordinal));

    private static string[] Imports() =>
        [.. Groups().SelectMany(group => group.GetFields(BindingFlags.Public | BindingFlags.Instance)).Select(field => field.Name).Where(name => name.StartsWith("TF_", StringComparison.Ordinal))];
}
