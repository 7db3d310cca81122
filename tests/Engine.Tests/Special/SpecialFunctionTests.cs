using TypedModels.Engine.Compute.Special;

namespace TypedModels.Engine.Tests.Special;

public sealed class SpecialFunctionTests
{
    // Values of M. Abramowitz and I. Stegun's handbook, of the DLMF, or that follow from a definition.
    public static TheoryData<string, double, double> Values => new()
    {
        { "erf(1)", ErrorFunction.Erf(1), 0.84270079294971486934 },
        { "erf(1e-10)", ErrorFunction.Erf(1e-10), 1.1283791670955126e-10 },
        { "erfc(3)", ErrorFunction.Erfc(3), 2.209049699858544137e-5 },
        { "erfc(10)", ErrorFunction.Erfc(10), 2.0884875837625447570e-45 },
        { "erfc(-1)", ErrorFunction.Erfc(-1), 1.84270079294971486934 },
        { "erfinv(1/2)", ErrorFunction.ErfInverse(0.5), 0.47693627620446987338 },
        { "ndtri(0.975)", ErrorFunction.NormalQuantile(0.975), 1.95996398454005423552 },
        { "ndtri(1e-20)", ErrorFunction.NormalQuantile(1e-20), -9.262340089798407616 },
        { "lgamma(1/2)", GammaFunction.LogGamma(0.5), Math.Log(Math.PI) / 2 },
        { "lgamma(101)", GammaFunction.LogGamma(101), 363.73937555556349014 },
        { "lgamma(-3/2)", GammaFunction.LogGamma(-1.5), Math.Log(4 * Math.Sqrt(Math.PI) / 3) },
        { "digamma(1)", GammaFunction.Digamma(1), -0.57721566490153286061 },
        { "digamma(1/2)", GammaFunction.Digamma(0.5), -0.57721566490153286061 - (2 * Math.Log(2)) },
        { "digamma(-1/2)", GammaFunction.Digamma(-0.5), 2 - 0.57721566490153286061 - (2 * Math.Log(2)) },
        { "zeta(2, 1)", GammaFunction.Zeta(2, 1), Math.PI * Math.PI / 6 },
        { "zeta(4, 1)", GammaFunction.Zeta(4, 1), Math.Pow(Math.PI, 4) / 90 },
        { "zeta(3, 1)", GammaFunction.Zeta(3, 1), 1.20205690315959428540 },
        { "polygamma(1, 1)", GammaFunction.Polygamma(1, 1), Math.PI * Math.PI / 6 },
        { "zeta(101, 1)", GammaFunction.Zeta(101, 1), 1 + Math.Pow(2, -101) },
        { "zeta(30, 5) 5³⁰", GammaFunction.Zeta(30, 5) * Math.Pow(5, 30), Enumerable.Range(5, 100).Sum(q => Math.Pow(5.0 / q, 30)) },
        { "polygamma(2, 1)", GammaFunction.Polygamma(2, 1), -2 * 1.20205690315959428540 },
        { "igamma(2, 3)", IncompleteGamma.Lower(2, 3), 1 - (4 * Math.Exp(-3)) },
        { "igamma(1, 0.1)", IncompleteGamma.Lower(1, 0.1), 1 - Math.Exp(-0.1) },
        { "igammac(1/2, 4)", IncompleteGamma.Upper(0.5, 4), 4.677734981047265838e-3 },
        { "betainc(2, 3, 1/2)", IncompleteBeta.Regularised(2, 3, 0.5), 11.0 / 16 },
        { "betainc(1/2, 1/2, 3/4)", IncompleteBeta.Regularised(0.5, 0.5, 0.75), 2.0 / 3 },
        { "J0(1)", BesselFunctions.J(0, 1), 0.76519768655796655145 },
        { "J1(1)", BesselFunctions.J(1, 1), 0.44005058574493351596 },
        { "J0(30)", BesselFunctions.J(0, 30), -0.08636798358104021 },
        { "Y0(1)", BesselFunctions.Y(0, 1), 0.08825696421567695798 },
        { "Y1(1)", BesselFunctions.Y(1, 1), -0.78121282130028871655 },
        { "I0(1)", BesselFunctions.I(0, 1), 1.26606587775200833560 },
        { "I1(1)", BesselFunctions.I(1, 1), 0.56515910399248502721 },
        { "K0(1)", BesselFunctions.K(0, 1), 0.42102443824070833334 },
        { "K1(1)", BesselFunctions.K(1, 1), 0.60190723019723457474 },
        { "Dawson(1)", Integrals.Dawson(1), 0.53807950691276841914 },
        { "Dawson(1/10)", Integrals.Dawson(0.1), 0.09933599239785286115 },
        { "Ei(1)", Integrals.Exponential(1), 1.89511781635593675547 },
        { "S(1)", Integrals.Fresnel(1).Sine, 0.43825914739035476608 },
        { "C(1)", Integrals.Fresnel(1).Cosine, 0.77989340037682282947 },
        { "Spence(1/2)", Integrals.Spence(0.5), (Math.PI * Math.PI / 12) - (Math.Log(2) * Math.Log(2) / 2) },
        { "Spence(2)", Integrals.Spence(2), -Math.PI * Math.PI / 12 },
    };

    [Theory]
    [MemberData(nameof(Values))]
    public void ValuesAreThoseOfTheTables(string what, double actual, double expected) =>
        Assert.True(Math.Abs(actual - expected) <= 2e-14 * Math.Abs(expected), $"{what} is {actual:R}, expected {expected:R}.");

    [Fact]
    public void WhatIsJoinedAtABoundaryHasNoStep()
    {
        Func<double, double>[] functions =
        [
            ErrorFunction.Erf, ErrorFunction.Erfc, Integrals.Dawson, Integrals.Exponential, Integrals.Spence, GammaFunction.LogGamma, GammaFunction.Digamma,
            x => Integrals.Fresnel(x).Sine, x => Integrals.Fresnel(x).Cosine, x => BesselFunctions.J(0, x), x => BesselFunctions.Y(1, x), x => BesselFunctions.ScaledI(1, x),
        ];
        foreach (double boundary in new[] { 0.5, 1.5, 1.6, 2, 10, 12, 25, 40, 50 })
        {
            foreach (var function in functions)
            {
                double below = function(Math.BitDecrement(boundary)), at = function(boundary), above = function(Math.BitIncrement(boundary));
                Assert.InRange(Math.Abs(at - below), 0, 1e-13 * Math.Max(1, Math.Abs(at)));
                Assert.InRange(Math.Abs(above - at), 0, 1e-13 * Math.Max(1, Math.Abs(at)));
            }
        }
    }

    [Fact]
    public void InversesInvert()
    {
        foreach (double p in new[] { 1e-300, 1e-16, 0.001, 0.3, 0.5, 0.7, 0.999 })
        {
            double x = ErrorFunction.NormalQuantile(p);
            Assert.InRange(ErrorFunction.Erfc(-x / Math.Sqrt(2)) / 2 / p, 1 - 1e-11, 1 + 1e-11);
        }
    }

    [Fact]
    public void ThePartsOfTheGammaFunctionAddUpToOne()
    {
        foreach (double a in new[] { 0.1, 1, 3.5, 30, 3000 })
        {
            foreach (double factor in new[] { 0.01, 0.5, 1, 1.1, 3 })
            {
                Assert.Equal(1, IncompleteGamma.Lower(a, a * factor) + IncompleteGamma.Upper(a, a * factor), 1e-13);
            }
        }
    }

    [Fact]
    public void DerivativesAreLimitsOfDifferences()
    {
        foreach (var (a, x) in new[] { (0.5, 0.3), (2, 1.5), (5, 8.0), (20, 18) })
        {
            const double Step = 1e-5;
            double difference = (IncompleteGamma.Lower(a + Step, x) - IncompleteGamma.Lower(a - Step, x)) / (2 * Step);
            Assert.Equal(difference, IncompleteGamma.LowerByA(a, x), 1e-8);
        }
    }
}
