using System.Globalization;
using TypedModels.Benchmarks;

// Usage: TypedModels.Compute [seconds for each size]. Prints GFLOP/s of matrix products at the sizes of known models, beside a loop anyone would write.
double seconds = args.Length > 0 ? double.Parse(args[0], CultureInfo.InvariantCulture) : 0.3;
Console.WriteLine($"{System.Runtime.InteropServices.RuntimeInformation.FrameworkDescription}, peak of one core {Peak.Measure():0.0} GFLOP/s (float)");
Console.WriteLine($"{"product",-52}{"GFLOP/s",9}{"plain loop",12}{"ratio",8}");
foreach (var size in ProductSize.OfModels)
{
    using var race = new ProductRace(size);
    var (engine, plain) = race.Run(seconds);
    Console.WriteLine($"{size,-52}{engine,9:0.0}{plain,12:0.00}{engine / plain,8:0.0}");
}
