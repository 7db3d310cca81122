using System.Diagnostics.CodeAnalysis;
using TypedModels.Runtime.Shapes;

namespace TypedModels.Runtime.Calls;

/// <summary>Refuses arguments, always in the same words: wrapper and method, argument, what came, what is expected, what to do.</summary>
internal static class CallError
{
    /// <summary>A null reference where the argument must be given.</summary>
    [DoesNotReturn]
    public static void Null(CallLease lease, ArgumentBinding argument, string name) =>
        Throw(lease, argument, name, $"{name} is null, expected {Expected(argument)}");

    /// <summary>A null reference among texts.</summary>
    [DoesNotReturn]
    public static void NullText(CallLease lease, ArgumentBinding argument, string name, int index) =>
        Throw(lease, argument, name, $"element {index} of {name} is null, expected text");

    /// <summary><c>default</c> where the argument must be given.</summary>
    [DoesNotReturn]
    public static void Missing(CallLease lease, ArgumentBinding argument, string name) =>
        Throw(lease, argument, name, $"{name} is not given (default), expected {Expected(argument)}");

    /// <summary>Text that UTF-8 cannot say.</summary>
    [DoesNotReturn]
    public static void NotUnicode(CallLease lease, ArgumentBinding argument, string name, Exception inner) =>
        throw new TensorArgumentException(
            Message(lease, $"{name} holds half of a surrogate pair, which UTF-8 cannot say; pass bytes if it is no text ({inner.Message})"),
            lease.Binding.Model, lease.Binding.Contract.Key, argument.Contract.Key, name);

    /// <summary>Elements of a type that the argument does not have.</summary>
    [DoesNotReturn]
    public static void Type<T>(CallLease lease, ArgumentBinding argument, string name) =>
        Throw(lease, argument, name, $"{name} has elements of {typeof(T).Name}, expected {argument.DataType.ToWord()}");

    /// <summary>Another number of axes.</summary>
    [DoesNotReturn]
    public static void Rank(CallLease lease, ArgumentBinding argument, string name, ReadOnlySpan<long> actual) =>
        Shape(lease, argument, name, actual, axis: null, $"{actual.Length} {(actual.Length == 1 ? "axis" : "axes")}, not {argument.Dimensions.Length}");

    /// <summary>An axis of another length.</summary>
    [DoesNotReturn]
    public static void Dimension(CallLease lease, ArgumentBinding argument, string name, ReadOnlySpan<long> actual, int axis) =>
        Shape(lease, argument, name, actual, axis, $"axis {axis}: {actual[axis]} ≠ {argument.Dimensions[axis]}");

    /// <summary>A number of elements that no shape of the argument has.</summary>
    [DoesNotReturn]
    public static void Count(CallLease lease, ArgumentBinding argument, string name, long count)
    {
        string detail = argument.UnknownDimensions == 0 ? $"{count} ≠ {argument.KnownProduct}"
            : argument.KnownProduct == 0 ? "a known axis is 0, so the unknown one cannot be told from a count"
            : $"{count} = {count / argument.KnownProduct} × {argument.KnownProduct} + {count % argument.KnownProduct}";
        Throw(lease, argument, name, $"{name} has {count} elements, expected {argument.Contract.Shape} ({detail})", new TensorShape(count));
    }

    /// <summary>A flat value for a shape with several unknown dimensions.</summary>
    [DoesNotReturn]
    public static void Ambiguous(CallLease lease, ArgumentBinding argument, string name, long count) =>
        Throw(
            lease,
            argument,
            name,
            $"{name} is flat with {count} elements, but {argument.Contract.Shape} has {argument.UnknownDimensions} unknown dimensions, which a count cannot tell; pass an array of {argument.Dimensions.Length} dimensions or a Tensor<T>",
            new TensorShape(count));

    /// <summary>More elements than a call takes.</summary>
    [DoesNotReturn]
    public static void TooLarge(CallLease lease, ArgumentBinding argument, string name, ReadOnlySpan<long> actual) =>
        Throw(lease, argument, name, $"{name} is {ShapeText.Of(actual)}, {ElementCount.Of(actual)} elements, more than the {int.MaxValue} that one argument takes", new TensorShape(actual));

    /// <summary>A buffer that is too small.</summary>
    [DoesNotReturn]
    public static void Buffer(SignatureBinding signature, ArgumentBinding output, long length, ReadOnlySpan<long> shape, long count) =>
        throw new TensorArgumentException(
            $"{signature.Wrapper}, signature '{signature.Contract.Key}': the buffer for {output.Contract.Key} holds {length} elements, expected at least {count} for {ShapeText.Of(shape)}.",
            signature.Model, signature.Contract.Key, output.Contract.Key, output.Contract.Key, expected: new TensorShape(shape));

    /// <summary>Refuses an argument for a reason of its own.</summary>
    [DoesNotReturn]
    public static void Throw(CallLease lease, ArgumentBinding argument, string name, string problem, TensorShape actual = default, int? axis = null) =>
        throw new TensorArgumentException(
            Message(lease, problem), lease.Binding.Model, lease.Binding.Contract.Key, argument.Contract.Key, name, axis, argument.Contract.Shape, actual);

    [DoesNotReturn]
    private static void Shape(CallLease lease, ArgumentBinding argument, string name, ReadOnlySpan<long> actual, int? axis, string detail)
    {
        string cause = LikelyCause.Of(argument.Dimensions, actual) is { } words ? $"; {words}" : "";
        Throw(lease, argument, name, $"{name} is {ShapeText.Of(actual)}, expected {argument.Contract.Shape} ({detail}{cause})", new TensorShape(actual), axis);
    }

    private static string Expected(ArgumentBinding argument) => $"{argument.DataType.ToWord()} {argument.Contract.Shape}";

    private static string Message(CallLease lease, string problem) => $"{lease.Binding.Wrapper}.{lease.Method}: {problem}.";
}
