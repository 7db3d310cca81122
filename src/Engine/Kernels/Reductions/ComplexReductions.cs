using System.Numerics;

namespace TypedModels.Engine.Kernels.Reductions;

/// <summary>The functions of complex numbers that become one.</summary>
internal static unsafe class ComplexReductions
{
    /// <summary>The sum.</summary>
    public static ReductionFunction Sum { get; } = new(&SumRow, &Add, &Keep, &Zeros);

    /// <summary>The mean.</summary>
    public static ReductionFunction Mean { get; } = new(&SumRow, &Add, &Divide, &Zeros);

    /// <summary>The product.</summary>
    public static ReductionFunction Product { get; } = new(&ProductRow, &Multiply, &Keep, &Ones);

    private static void SumRow(void* elements, int count, void* result)
    {
        var sum = Complex.Zero;
        for (int i = 0; i < count; i++)
        {
            sum += ((Complex*)elements)[i];
        }

        *(Complex*)result = sum;
    }

    private static void ProductRow(void* elements, int count, void* result)
    {
        var product = Complex.One;
        for (int i = 0; i < count; i++)
        {
            product *= ((Complex*)elements)[i];
        }

        *(Complex*)result = product;
    }

    private static void Add(void* results, void* elements, int count)
    {
        for (int i = 0; i < count; i++)
        {
            ((Complex*)results)[i] += ((Complex*)elements)[i];
        }
    }

    private static void Multiply(void* results, void* elements, int count)
    {
        for (int i = 0; i < count; i++)
        {
            ((Complex*)results)[i] *= ((Complex*)elements)[i];
        }
    }

    private static void Keep(void* results, int count, double reduced)
    {
    }

    private static void Divide(void* results, int count, double reduced)
    {
        for (int i = 0; i < count; i++)
        {
            ((Complex*)results)[i] /= reduced;
        }
    }

    private static void Zeros(void* results, int count) => new Span<Complex>(results, count).Clear();

    private static void Ones(void* results, int count) => new Span<Complex>(results, count).Fill(Complex.One);
}
