using TypedModels.Engine.Kernels.Elementwise.Operators;

namespace TypedModels.Engine.Kernels.Elementwise;

internal static partial class ElementwiseKernels
{
    // What an element of a series or a continued fraction takes, in nanoseconds.
    private const double Series = 150;

    private static void AddSpecial(KernelTable table)
    {
        Row(table, "Erf", () => Functions.Scalars<Special.Erf>(Series) | new FunctionSet { [DataType.Float] = Functions.Floats<Special.FloatErf>(2)[DataType.Float] });
        Row(table, "Erfc", () => Functions.Scalars<Special.Erfc>(Series));
        Row(table, "Erfinv", () => Functions.Scalars<Special.ErfInverse>(Series));
        Row(table, "Ndtri", () => Functions.Scalars<Special.NormalQuantile>(Series));
        Row(table, "Lgamma", () => Functions.Scalars<Special.LogGamma>(Series));
        Row(table, "Digamma", () => Functions.Scalars<Special.Digamma>(Series));
        Row(table, "BesselI0", () => Functions.Scalars<Special.BesselI0>(Series));
        Row(table, "BesselI0e", () => Functions.Scalars<Special.BesselI0e>(Series));
        Row(table, "BesselI1", () => Functions.Scalars<Special.BesselI1>(Series));
        Row(table, "BesselI1e", () => Functions.Scalars<Special.BesselI1e>(Series));
        Row(table, "BesselJ0", () => Functions.Scalars<Special.BesselJ0>(Series));
        Row(table, "BesselJ1", () => Functions.Scalars<Special.BesselJ1>(Series));
        Row(table, "BesselK0", () => Functions.Scalars<Special.BesselK0>(Series));
        Row(table, "BesselK0e", () => Functions.Scalars<Special.BesselK0e>(Series));
        Row(table, "BesselK1", () => Functions.Scalars<Special.BesselK1>(Series));
        Row(table, "BesselK1e", () => Functions.Scalars<Special.BesselK1e>(Series));
        Row(table, "BesselY0", () => Functions.Scalars<Special.BesselY0>(Series));
        Row(table, "BesselY1", () => Functions.Scalars<Special.BesselY1>(Series));
        Row(table, "Dawsn", () => Functions.Scalars<Special.Dawson>(Series));
        Row(table, "Expint", () => Functions.Scalars<Special.ExponentialIntegral>(Series));
        Row(table, "FresnelCos", () => Functions.Scalars<Special.FresnelCosine>(Series));
        Row(table, "FresnelSin", () => Functions.Scalars<Special.FresnelSine>(Series));
        Row(table, "Spence", () => Functions.Scalars<Special.Spence>(Series));
        Row(table, "Zeta", () => Functions.ScalarPairs<Special.Zeta>(Series));
        Row(table, "Polygamma", () => Functions.ScalarPairs<Special.Polygamma>(Series));
        Row(table, "Igamma", () => Functions.ScalarPairs<Special.GammaLower>(Series));
        Row(table, "Igammac", () => Functions.ScalarPairs<Special.GammaUpper>(Series));
        Row(table, "IgammaGradA", () => Functions.ScalarPairs<Special.GammaLowerByA>(Series));
        Row(table, "RandomGammaGrad", () => Functions.ScalarPairs<Special.GammaSampleByA>(Series));
        Row(table, "NextAfter", () => NextAfterFunctions.All);
        table.Add("Betainc", node => new BetaincKernel(node.Type("T"))).Where("T", DataTypeSet.Float);
    }
}
